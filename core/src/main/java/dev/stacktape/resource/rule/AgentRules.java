package dev.stacktape.resource.rule;

import static dev.stacktape.resource.ResourceCode.NAME_DUPLICATE;

import dev.stacktape.resource.agentcore.AgentBrowserProperties;
import dev.stacktape.resource.agentcore.AgentGatewayProperties;
import dev.stacktape.resource.agentcore.AgentMemoryProperties;
import dev.stacktape.resource.agentcore.AgentRuntimeProperties;
import dev.stacktape.resource.agentcore.CodeInterpreterProperties;
import dev.stacktape.resource.agentcore.GatewayTool;
import dev.stacktape.resource.agentcore.JwtAuthorizer;
import dev.stacktape.resource.function.FunctionProperties;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What agents run on. */
final class AgentRules {
  private AgentRules() {}

  static void runtime(AgentRuntimeProperties runtime, Place at) {
    at.in("useMemory").refersTo(runtime.useMemory(), AgentMemoryProperties.class);
    at.in("useGateway").refersTo(runtime.useGateway(), AgentGatewayProperties.class);
    at.in("useBrowser").refersTo(runtime.useBrowser(), AgentBrowserProperties.class);
    at.in("useCodeInterpreter")
        .refersTo(runtime.useCodeInterpreter(), CodeInterpreterProperties.class);
    authorizer(runtime.authorizer(), at.in("authorizer"));
    Set<String> names = new HashSet<>();
    for (int i = 0; i < runtime.endpoints().size(); i++) {
      if (!names.add(runtime.endpoints().get(i).name())) {
        at.in("endpoints", i)
            .report(
                NAME_DUPLICATE,
                "There are two endpoints `%s`."
                    .formatted(ValueForms.shown(runtime.endpoints().get(i).name())),
                null);
      }
    }
    if (runtime.lifecycle() != null
        && runtime.lifecycle().maxLifetime() != null
        && runtime.lifecycle().idleRuntimeSessionTimeout() != null
        && runtime.lifecycle().idleRuntimeSessionTimeout() > runtime.lifecycle().maxLifetime()) {
      at.in("lifecycle", "idleRuntimeSessionTimeout")
          .conflict("It is longer than `maxLifetime`, which ends the session before.", null);
    }
  }

  static void gateway(AgentGatewayProperties gateway, Place at) {
    authorizer(gateway.authorizer(), at.in("authorizer"));
    Set<String> names = new HashSet<>();
    for (int i = 0; i < gateway.tools().size(); i++) {
      GatewayTool tool = gateway.tools().get(i);
      Place place = at.in("tools", i);
      place.exactlyOne("function", tool.function(), "lambdaArn", tool.lambdaArn());
      place.in("function").refersTo(tool.function(), FunctionProperties.class);
      ValueForms.arn(tool.lambdaArn(), place.in("lambdaArn"), "lambda");
      if (!names.add(tool.name())) {
        place
            .in("name")
            .report(
                NAME_DUPLICATE,
                "There are two tools `%s`.".formatted(ValueForms.shown(tool.name())),
                null);
      }
    }
  }

  static void memory(AgentMemoryProperties memory, Place at) {
    if (memory.expirationDays() != null && memory.eventExpiryDuration() != null) {
      at.in("eventExpiryDuration")
          .withoutEffect("`expirationDays` says the same and wins.", "Remove one of the two.");
    }
    ValueForms.arn(memory.encryptionKeyArn(), at.in("encryptionKeyArn"), "kms");
  }

  private static void authorizer(@Nullable JwtAuthorizer authorizer, Place at) {
    if (authorizer != null) {
      ValueForms.https(authorizer.discoveryUrl(), at.in("discoveryUrl"));
    }
  }
}
