package dev.stacktape.local.cloudformation.run;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.Faults;
import dev.stacktape.local.Pace;
import dev.stacktape.local.ResourceProvider;
import dev.stacktape.local.cloudformation.record.Records;
import dev.stacktape.local.cloudformation.stack.Journal;
import dev.stacktape.local.cloudformation.stack.Physical;
import dev.stacktape.local.cloudformation.stack.StackState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The calls to what is behind the resources. Properties are checked against AWS's schema and
 * dynamic references are resolved on the way.
 */
final class ProviderCalls {
  private static final System.Logger LOG = System.getLogger(ProviderCalls.class.getName());

  private static final int CONFLICT = 409;

  /** How services refuse what they are not ready for, Lambda before all. */
  private static final String NOT_AT_THIS_TIME = "cannot be performed at this time";

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(20);

  private final Providers providers;
  private final Records records;
  private final DynamicReferences references;
  private final Faults faults;
  private final Pace pace;
  private final StackState stack;
  private final boolean express;
  private final String account;
  private final String operation;

  ProviderCalls(
      Providers providers,
      Records records,
      DynamicReferences references,
      Faults faults,
      Pace pace,
      StackState stack,
      String account,
      String operation) {
    this.providers = providers;
    this.records = records;
    this.references = references;
    this.faults = faults;
    this.pace = pace;
    this.stack = stack;
    this.express = stack.settings().inExpressMode();
    this.account = account;
    this.operation = operation;
  }

  /** What a call does; its name is part of the token. */
  private enum Step {
    CREATE,
    UPDATE,
    REVERT,
    DELETE
  }

  /** Makes a resource and answers it with its id and attributes. */
  Physical create(String logicalId, String type, Physical wanted) {
    strike(logicalId, type, Faults.Step.CREATE);
    validate(logicalId, type, wanted);
    ResourceProvider.Settling settling = settling(logicalId, type, Step.CREATE);
    return call(
        logicalId,
        Step.CREATE,
        () -> {
          ResourceProvider.Request request = request(logicalId, wanted, Step.CREATE, settling);
          return answered(wanted, provider(type).create(request));
        });
  }

  /** Changes a resource in place. */
  Physical update(String logicalId, String type, Physical wanted, Map<String, Object> previous) {
    strike(logicalId, type, Faults.Step.UPDATE);
    validate(logicalId, type, wanted);
    return change(logicalId, type, wanted, previous, Step.UPDATE);
  }

  /** Puts a resource back to what it was. */
  Physical revert(String logicalId, String type, Physical stable, Map<String, Object> previous) {
    strike(logicalId, type, Faults.Step.REVERT);
    return change(logicalId, type, stable, previous, Step.REVERT);
  }

  private Physical change(
      String logicalId, String type, Physical wanted, Map<String, Object> previous, Step step) {
    ResourceProvider.Settling settling = settling(logicalId, type, step);
    return call(
        logicalId,
        step,
        () -> {
          ResourceProvider.Request request = request(logicalId, wanted, step, settling);
          return answered(
              wanted, provider(type).update(request, wanted.id(), references.resolve(previous)));
        });
  }

  /** Deletes a resource. */
  void delete(String logicalId, String type, Physical doomed) {
    strike(logicalId, type, Faults.Step.DELETE);
    call(
        logicalId,
        Step.DELETE,
        () -> {
          provider(type).delete(requestAsKept(logicalId, doomed), doomed.id());
          return doomed;
        });
  }

  private interface Call {
    Physical make();
  }

  private ResourceProvider.Settling settling(String logicalId, String type, Step step) {
    if (!express) {
      return ResourceProvider.Settling.DONE;
    }
    Faults.Step paced = step == Step.CREATE ? Faults.Step.CREATE : Faults.Step.UPDATE;
    return new ResourceProvider.Settling(
        pace.ofStep(type, paced), faults.takeResource(logicalId, Faults.Step.SETTLE));
  }

  private Physical call(String logicalId, Step step, Call call) {
    try {
      return untilReady(call);
    } catch (ResourceFailure | Journal.HaltedException e) {
      throw e;
    } catch (AwsError e) {
      throw new ResourceFailure(
          "Resource handler returned message: \""
              + e.getMessage()
              + "\" (RequestToken: "
              + token(logicalId, step)
              + ", HandlerErrorCode: "
              + e.code()
              + ")");
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, step + " of " + logicalId + " failed", e);
      throw new ResourceFailure("Internal Failure: " + e);
    }
  }

  /** After an operation in express mode what a resource needs may not be ready yet. */
  private static Physical untilReady(Call call) {
    while (true) {
      try {
        return call.make();
      } catch (AwsError e) {
        if (e.status() != CONFLICT || !String.valueOf(e.getMessage()).contains(NOT_AT_THIS_TIME)) {
          throw e;
        }
      }
      pause(BETWEEN_TRIES);
    }
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException closing) {
      // The journal takes nothing any more by now; the next process carries on.
      Thread.currentThread().interrupt();
      throw new ResourceFailure("The endpoint is closing");
    }
  }

  private void strike(String logicalId, String type, Faults.Step step) {
    try {
      faults.awaitRelease(logicalId, step);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      throw new ResourceFailure("The endpoint is closing");
    }
    pause(express ? pace.ofStepInExpressMode() : pace.ofStep(type, step));
    String reason = faults.takeResource(logicalId, step);
    if (reason == null && !express && step != Faults.Step.DELETE) {
      reason = faults.takeResource(logicalId, Faults.Step.SETTLE);
    }
    if (reason != null) {
      throw new ResourceFailure(reason);
    }
  }

  private void validate(String logicalId, String type, Physical wanted) {
    List<PropertyValidation.Finding> findings =
        new PropertyValidation(providers.schema(type)).findings(wanted.properties());
    if (!findings.isEmpty()) {
      throw new ResourceFailure(
          "Properties validation failed for resource "
              + logicalId
              + " with message:\n"
              + findings.stream()
                  .map(PropertyValidation.Finding::message)
                  .collect(Collectors.joining(", ", "[", "]")));
    }
  }

  private ResourceProvider provider(String type) {
    return providers.of(type, records);
  }

  private static Physical answered(Physical wanted, ResourceProvider.Result result) {
    return wanted.answered(result.physicalId(), new LinkedHashMap<>(result.attributes()));
  }

  private ResourceProvider.Request request(
      String logicalId, Physical wanted, Step step, ResourceProvider.Settling settling) {
    return request(logicalId, wanted, references.resolve(wanted.properties()), step, settling);
  }

  /** For a deletion: a secret that is gone must not be in its way. */
  private ResourceProvider.Request requestAsKept(String logicalId, Physical doomed) {
    return request(
        logicalId, doomed, doomed.properties(), Step.DELETE, ResourceProvider.Settling.DONE);
  }

  private ResourceProvider.Request request(
      String logicalId,
      Physical wanted,
      Map<String, Object> properties,
      Step step,
      ResourceProvider.Settling settling) {
    return new ResourceProvider.Request(
        stack.name(),
        stack.id(),
        logicalId,
        stack.region(),
        account,
        properties,
        wanted.tags(),
        token(logicalId, step),
        settling);
  }

  private String token(String logicalId, Step step) {
    String text = operation + "/" + logicalId + "/" + step;
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
