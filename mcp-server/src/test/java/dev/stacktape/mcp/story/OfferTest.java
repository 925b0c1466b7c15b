package dev.stacktape.mcp.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stacktape.mcp.story.Agent.Reply;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CompleteReference;
import io.modelcontextprotocol.spec.McpSchema.PromptReference;
import io.modelcontextprotocol.spec.McpSchema.ResourceReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a client can read, begin with and have completed beside calling tools. */
@Timeout(300)
class OfferTest {
  private static final String PLAN = "stacktape://plan/{planId}";
  private static final String TEMPLATE = "stacktape://template/{digest}";
  private static final String EVENTS = "stacktape://operation/{operationId}/events";
  private static final String DOCS = "stacktape://docs/{type}";
  private static final int NOT_FOUND = -32002;

  @TempDir Path folder;
  private Stage stage;
  private Agent agent;

  @BeforeEach
  void open() throws IOException {
    stage = Stage.in(folder);
    stage.project.config(ShopProject.CONFIG);
    agent = Agent.alone(stage.options("--allow-write"));
  }

  @AfterEach
  void close() {
    agent.close();
    stage.close();
  }

  private String read(String uri) {
    McpSchema.ReadResourceResult result =
        agent.client().readResource(McpSchema.ReadResourceRequest.builder(uri).build());
    return ((McpSchema.TextResourceContents) result.contents().get(0)).text();
  }

  private int refused(String uri) {
    return catchThrowableOfType(McpError.class, () -> read(uri)).getJsonRpcError().code();
  }

  private List<String> completed(CompleteReference reference, String argument, String begun) {
    return agent
        .client()
        .completeCompletion(
            new McpSchema.CompleteRequest(
                reference, new McpSchema.CompleteRequest.CompleteArgument(argument, begun)))
        .completion()
        .values();
  }

  @Test
  void theSchemaAndThePagesOfTheTypesAreThere() {
    assertThat(agent.client().listResources().resources())
        .extracting(McpSchema.Resource::uri)
        .containsExactly("stacktape://schema/config");
    assertThat(agent.client().listResourceTemplates().resourceTemplates())
        .extracting(McpSchema.ResourceTemplate::uriTemplate)
        .containsExactlyInAnyOrder(DOCS, PLAN, TEMPLATE, EVENTS);
    assertThat(read("stacktape://schema/config")).contains("\"sqs-queue\"");

    List<String> types = completed(new ResourceReference(DOCS), "type", "sq");
    assertThat(types).containsExactly("sqs-queue");
    assertThat(read(DOCS.replace("{type}", types.get(0)))).contains("visibilityTimeoutSeconds");
    // Not in pages: who reads a resource has asked for all of it.
    assertThat(read("stacktape://docs/function")).contains("memory", "deployment");
    assertThat(refused("stacktape://docs/no-type")).isEqualTo(NOT_FOUND);
    assertThat(refused("stacktape://docs/..%2F..%2Fetc")).isEqualTo(NOT_FOUND);
  }

  @Test
  void aPlanItsTemplateAndItsEventsCanBeReadFromBeginningToEnd() throws Exception {
    Reply preview = agent.does("preview_template", Map.of());
    String previewed = read(preview.at("/templateUri"));
    assertThat(previewed).contains("AWS::SQS::Queue");
    assertThat(preview.at("/templateUri")).endsWith("/" + sha256(previewed));

    Reply plan = agent.plans("deploy");
    String id = plan.at("/planId");
    assertThat(read(plan.at("/templateUri"))).contains("GreetFunction").isNotEqualTo(previewed);
    assertThat(completed(new ResourceReference(PLAN), "planId", id.substring(0, 4)))
        .containsExactly(id);
    assertThat(read(PLAN.replace("{planId}", id)))
        .contains(ShopProject.STACK, "approval: none", "can be carried out until");

    stage.aws.faults().failResource("JobsQueue", "The queue does not want to", 1);
    Reply failed = agent.carriesOut("deploy", id);
    String operation = failed.at("/operationId");
    assertThat(read(PLAN.replace("{planId}", id)))
        .contains("carried out by operation " + operation);
    assertThat(read(EVENTS.replace("{operationId}", operation)))
        .contains("The queue does not want to")
        .doesNotContain("\r");
    assertThat(completed(new ResourceReference(EVENTS), "operationId", ""))
        .containsExactly(operation);
    assertThat(completed(new PromptReference("diagnose_failure"), "operationId", ""))
        .containsExactly(operation);

    for (String unknown :
        List.of(
            PLAN.replace("{planId}", "0".repeat(32)),
            PLAN.replace("{planId}", "..%2f..%2fpolicy"),
            TEMPLATE.replace("{digest}", "0".repeat(64)),
            EVENTS.replace("{operationId}", id),
            "stacktape://nothing")) {
      assertThat(refused(unknown)).as(unknown).isEqualTo(NOT_FOUND);
    }
  }

  @Test
  void whatBelongsToAnotherProjectIsNotThere() throws IOException {
    ShopProject other = ShopProject.in(folder.resolve("other"));
    other.config("serviceName: other\n" + ShopProject.CONFIG);
    List<String> options = stage.options("--allow-write");
    options.set(1, other.folder().toString());
    String plan;
    String operation;
    try (Agent elsewhere = Agent.alone(options)) {
      plan = elsewhere.plans("deploy").at("/planId");
      operation = elsewhere.carriesOut("deploy", plan).at("/operationId");
    }

    assertThat(refused(PLAN.replace("{planId}", plan))).isEqualTo(NOT_FOUND);
    assertThat(refused(EVENTS.replace("{operationId}", operation))).isEqualTo(NOT_FOUND);
    assertThat(completed(new ResourceReference(PLAN), "planId", "")).isEmpty();
    assertThat(completed(new ResourceReference(EVENTS), "operationId", "")).isEmpty();
    assertThat(agent.refused("get_operation", Map.of("operationId", operation)))
        .isEqualTo("OPERATION_UNKNOWN");
  }

  @Test
  void stagesThatWereSeenBeforeAreForeseen() throws IOException {
    Files.createDirectories(stage.home);
    Files.writeString(stage.home.resolve("policy.yml"), "stages: ['dev', 'pr-*', qa]\n");
    try (Agent again = Agent.alone(stage.options())) {
      agent.close();
      agent = again;
      PromptReference prompt = new PromptReference("deploy_stage");
      agent.does("plan_change", Map.of("operation", "deploy", "stage", "pr-17"));

      assertThat(completed(prompt, "stage", "")).containsExactly("pr-17", "dev", "qa");
      assertThat(completed(prompt, "stage", "p")).containsExactly("pr-17");
    }
    agent = Agent.alone(stage.options());
  }

  @Test
  void promptsAreFilledIn() {
    assertThat(agent.client().listPrompts().prompts())
        .extracting(McpSchema.Prompt::name)
        .containsExactlyInAnyOrder("create_config", "deploy_stage", "diagnose_failure");
    McpSchema.GetPromptResult filled =
        agent
            .client()
            .getPrompt(
                McpSchema.GetPromptRequest.builder("deploy_stage")
                    .arguments(Map.of("stage", "100%s\u202E"))
                    .build());

    assertThat(((McpSchema.TextContent) filled.messages().get(0).content()).text())
        .contains("Deploy the stage 100%s.");
    assertThat(
            catchThrowableOfType(
                    McpError.class,
                    () ->
                        agent
                            .client()
                            .getPrompt(McpSchema.GetPromptRequest.builder("create_config").build()))
                .getJsonRpcError()
                .code())
        .isEqualTo(-32602);
  }

  private static String sha256(String text) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
