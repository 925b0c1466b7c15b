package dev.stacktape.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stacktape.Consent;
import dev.stacktape.PlannedDeletion;
import dev.stacktape.PlannedDeployment;
import dev.stacktape.RollbackChoice;
import dev.stacktape.StackRequest;
import dev.stacktape.Stacktape;
import dev.stacktape.aws.AwsClients;
import dev.stacktape.aws.AwsSettings;
import dev.stacktape.aws.Sleeper;
import dev.stacktape.event.CancellationToken;
import dev.stacktape.event.Event;
import dev.stacktape.event.EventListener;
import dev.stacktape.local.Faults;
import dev.stacktape.local.TestClients;
import dev.stacktape.local.server.LocalAws;
import dev.stacktape.local.server.LocalAwsOptions;
import dev.stacktape.name.Target;
import dev.stacktape.operate.StackReport;
import dev.stacktape.operate.StackReportText;
import dev.stacktape.plan.Plan;
import dev.stacktape.problem.Problem;
import dev.stacktape.problem.StacktapeException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A stack in one region with its certificates in another: one plan, one deployment, one end. */
class CompanionOnLocalAwsTest {
  private static final Target TARGET = new Target("shop", "dev", "eu-west-1", "123456789012");
  private static final String COMPANION = "shop-dev-edge-eu-west-1";
  private static final String CERTIFICATE = "StpWwwAcmeComCdnCertificate";

  @TempDir Path folder;

  private final List<Event> events = new ArrayList<>();
  private LocalAws aws;
  private AwsClients main;
  private AwsClients edge;
  private Stacktape stacktape;

  @BeforeEach
  void start() {
    aws = LocalAws.start(LocalAwsOptions.in(folder.resolve("state")));
    main = clients(TARGET.region());
    edge = clients(Target.EDGE_REGION);
    Sleeper quick =
        time -> Sleeper.system().sleep(Duration.ofMillis(Math.min(20, time.toMillis())));
    stacktape =
        new Stacktape(Clock.systemUTC(), quick, Map.of("HOME", folder.resolve("home").toString()));
  }

  private AwsClients clients(String region) {
    return new AwsClients(
        AwsSettings.embedded(URI.create(aws.endpoint()), region), EventListener.none());
  }

  @AfterEach
  void stop() {
    main.close();
    edge.close();
    aws.close();
  }

  @Test
  void bothAreShownDeployedAndDeletedTogether() throws IOException {
    withDomain("www.acme.com");
    PlannedDeployment planned = plan();

    assertThat(planned.text())
        .containsSubsequence(
            "Stack " + COMPANION + " in us-east-1",
            "+ " + CERTIFICATE,
            "1 to create.",
            "Stack shop-dev in eu-west-1",
            "+ ApiCdnDistribution0");
    assertThat(carryOut(planned)).isEqualTo(Plan.Route.CHANGE_SET);

    assertThat(finished())
        .containsSubsequence(
            CERTIFICATE + " CREATE_COMPLETE", "ApiCdnDistribution0 CREATE_COMPLETE");
    assertThat(parameters().get(CERTIFICATE))
        .startsWith("arn:aws:acm:us-east-1:")
        .isEqualTo(physicalIds(edge, COMPANION).get(CERTIFICATE));
    assertThat(deploy()).isEqualTo(Plan.Route.NOTHING);

    events.clear();
    PlannedDeletion deletion =
        stacktape.planDeletion(request(), events::add, new CancellationToken());
    assertThat(deletion.text(Consent.none())).contains("- " + CERTIFICATE);
    delete(deletion);

    assertThat(finished())
        .containsSubsequence(
            "ApiCdnDistribution0 DELETE_COMPLETE", CERTIFICATE + " DELETE_COMPLETE");
    assertThat(stack(main, TARGET.stackName())).isEmpty();
    assertThat(stack(edge, COMPANION)).isEmpty();
    assertThat(main.s3().listBuckets().buckets()).isEmpty();
  }

  @Test
  void aStackInUsEast1HasNoCompanion() throws IOException {
    withDomain("www.acme.com");
    CancellationToken cancellation = new CancellationToken();
    StackRequest request = request(Target.EDGE_REGION);
    PlannedDeployment planned = stacktape.plan(request, events::add, cancellation);

    stacktape.deploy(request, planned, Consent.none(), events::add, cancellation);

    assertThat(planned.plan().companion()).isNull();
    assertThat(physicalIds(edge, TARGET.stackName())).containsKey(CERTIFICATE);
    assertThat(stack(edge, COMPANION)).isEmpty();
  }

  @Test
  void aFirstDeploymentThatFailsLeavesNothingInEitherRegion() throws IOException {
    withDomain("www.acme.com");
    aws.faults().failResource("ApiCdnDistribution0", "No more distributions", 1);

    Problem problem = problemOf(this::deploy);

    assertThat(problem.code()).isEqualTo("DEPLOYMENT_FAILED");
    assertThat(problem.message()).contains("No more distributions");
    assertThat(notes()).contains("Going back in us-east-1 too.");
    assertThat(stack(main, TARGET.stackName())).isEmpty();
    assertThat(stack(edge, COMPANION)).isEmpty();
    assertThat(deploy()).isEqualTo(Plan.Route.CHANGE_SET);
  }

  @Test
  void anUpdateThatFailsPutsBothBack() throws IOException {
    withDomain("www.acme.com");
    deploy();
    String certificate = physicalIds(edge, COMPANION).get(CERTIFICATE);
    String template = template(edge, COMPANION);
    withDomain("shop.acme.com");
    aws.faults().failResource("ApiCdnDistribution0", "Not now", 1);

    assertThat(problemOf(this::deploy).code()).isEqualTo("DEPLOYMENT_FAILED");

    assertThat(template(edge, COMPANION)).isEqualTo(template);
    assertThat(physicalIds(edge, COMPANION)).containsExactly(Map.entry(CERTIFICATE, certificate));
    assertThat(parameters()).containsEntry(CERTIFICATE, certificate);
  }

  @Test
  void whenTheCompanionFailsTheStackIsNotTouched() throws IOException {
    withDomain("www.acme.com");
    deploy();
    String before = status(main, TARGET.stackName()) + lastChanged();
    withDomain("shop.acme.com");
    aws.faults().failResource("StpShopAcmeComCdnCertificate", "Domain is not yours", 1);

    Problem problem = problemOf(this::deploy);

    assertThat(problem.message()).contains("Domain is not yours");
    assertThat(problem.location()).isNotNull();
    assertThat(status(main, TARGET.stackName()) + lastChanged()).isEqualTo(before);
    assertThat(physicalIds(edge, COMPANION)).containsOnlyKeys(CERTIFICATE);
  }

  @Test
  void whatIsInUseIsThereUntilTheStackUsesSomethingElse() throws IOException {
    withDomain("www.acme.com");
    deploy();
    withDomain("shop.acme.com");
    events.clear();

    deploy();

    assertThat(finished())
        .containsSubsequence(
            "StpShopAcmeComCdnCertificate CREATE_COMPLETE",
            "ApiCdnDistribution0 UPDATE_COMPLETE",
            CERTIFICATE + " DELETE_COMPLETE");
    assertThat(physicalIds(edge, COMPANION)).containsOnlyKeys("StpShopAcmeComCdnCertificate");
    assertThat(deploy()).isEqualTo(Plan.Route.NOTHING);
  }

  @Test
  void aCompanionThatIsNoLongerNeededGoesAfterTheDeployment() throws IOException {
    withDomain("www.acme.com");
    deploy();
    config("");
    events.clear();

    assertThat(plan().text()).contains("- " + CERTIFICATE);
    deploy();

    assertThat(stack(edge, COMPANION)).isEmpty();
    assertThat(plan().plan().companion()).isNull();
  }

  @Test
  void aChangeOfTheFirewallAloneIsDeployed() throws IOException {
    withFirewall("Allow");
    deploy();
    String id = plan().plan().id();
    withFirewall("Block");
    PlannedDeployment planned = plan();

    assertThat(planned.plan().id()).isNotEqualTo(id);
    assertThat(planned.plan().changes()).isEmpty();
    assertThat(carryOut(planned)).isEqualTo(Plan.Route.CHANGE_SET);

    assertThat(template(edge, COMPANION)).contains("\"Block\"");
    assertThat(status(edge, COMPANION)).isEqualTo("UPDATE_COMPLETE");
    assertThat(deploy()).isEqualTo(Plan.Route.NOTHING);
  }

  @Test
  void aFunctionAtTheEdgeRunsWhatWasBuiltForIt() throws IOException {
    withFunction("one");
    deploy();
    String first = parameters().get("ChooseVersionArn");
    withFunction("two");

    assertThat(deploy()).isEqualTo(Plan.Route.CHANGE_SET);

    assertThat(main.s3().listObjectsV2(list -> list.bucket(TARGET.deploymentBucket())).contents())
        .extracting(S3Object::key)
        .noneMatch(key -> key.endsWith(".zip"));
    StackReport report = stacktape.describe(request(), events::add, new CancellationToken());
    assertThat(StackReportText.render(report))
        .containsSubsequence(
            "Stack shop-dev in eu-west-1",
            "AWS::CloudFront::Distribution ApiCdnDistribution0",
            "Stack " + COMPANION + " in us-east-1",
            "choose",
            "AWS::Lambda::Function ChooseFunction");
    assertThat(first).startsWith("arn:aws:lambda:us-east-1:").endsWith(":1");
    assertThat(parameters().get("ChooseVersionArn")).endsWith(":2");
    assertThat(deploy()).isEqualTo(Plan.Route.NOTHING);

    delete(stacktape.planDeletion(request(), events::add, new CancellationToken()));
    assertThat(stack(edge, COMPANION)).isEmpty();
    assertThat(main.s3().listBuckets().buckets()).isEmpty();
  }

  @Test
  void codeOfFunctionsAtTheEdgeIsKeptAsLongAsTheVersionThatHasIt() throws IOException {
    List<String> sent = new ArrayList<>();
    for (String answer : List.of("one", "two", "three")) {
      withFunction(answer, "deploymentConfig: { previousVersionsToKeep: 1 }");
      deploy();
      zipsAtEdge().stream().filter(key -> !sent.contains(key)).forEach(sent::add);
    }

    assertThat(sent).hasSize(3);
    assertThat(zipsAtEdge()).containsExactlyInAnyOrderElementsOf(sent.subList(1, 3));
    assertThat(notes())
        .contains(
            "Removed what is no longer kept: 1 version, 2 objects, 0 images. Kept: 2 versions.");
  }

  private List<String> zipsAtEdge() {
    String bucket = TARGET.companion().deploymentBucket();
    return edge.s3().listObjectsV2(list -> list.bucket(bucket)).contents().stream()
        .map(S3Object::key)
        .filter(key -> key.endsWith(".zip"))
        .toList();
  }

  @Test
  void aFunctionThatCloudFrontHasCopiedIsDeletedByTheNextRun() throws IOException {
    withFunction("one");
    deploy();
    aws.faults()
        .failResource(
            "ChooseFunction",
            Faults.Step.DELETE,
            "Lambda was unable to delete arn:aws:lambda:us-east-1:123456789012:function:choose"
                + " because it is a replicated function.",
            1);

    Problem problem =
        problemOf(
            () -> delete(stacktape.planDeletion(request(), events::add, new CancellationToken())));

    assertThat(problem.code()).isEqualTo("STACK_DELETE_FAILED");
    assertThat(problem.message()).contains("replicated function");
    assertThat(problem.hint()).contains("hours", "again");
    assertThat(stack(main, TARGET.stackName())).isEmpty();
    assertThat(status(edge, COMPANION)).isEqualTo("DELETE_FAILED");

    delete(stacktape.planDeletion(request(), events::add, new CancellationToken()));
    assertThat(stack(edge, COMPANION)).isEmpty();
    assertThat(main.s3().listBuckets().buckets()).isEmpty();
  }

  @Test
  void whatCannotBeRemovedFailsNoDeploymentAndIsTriedAgain() throws IOException {
    withDomain("www.acme.com");
    deploy();
    config("");
    aws.faults().failCalls("cloudformation", "DeleteStack", Faults.Kind.SERVER_ERROR, 20);

    deploy();
    assertThat(warnings()).contains("RESOURCE_LEFT_BEHIND");
    assertThat(stack(edge, COMPANION)).isPresent();

    aws.faults().clear();
    assertThat(deploy()).isEqualTo(Plan.Route.CHANGE_SET);
    assertThat(stack(edge, COMPANION)).isEmpty();
  }

  @Test
  void aRollbackGoesBackInBoth() throws IOException {
    withDomain("www.acme.com");
    deploy();
    withDomain("shop.acme.com");
    deploy();
    CancellationToken cancellation = new CancellationToken();

    PlannedDeployment planned =
        stacktape.planRollback(request(), new RollbackChoice.Exactly(1), events::add, cancellation);
    assertThat(planned.text()).contains("+ " + CERTIFICATE);
    carryOut(planned);

    assertThat(physicalIds(edge, COMPANION)).containsOnlyKeys(CERTIFICATE);
    assertThat(parameters())
        .containsEntry(CERTIFICATE, physicalIds(edge, COMPANION).get(CERTIFICATE));
  }

  @Test
  void aDeletionThatWasInterruptedInBetweenIsFinishedByTheNext() throws IOException {
    withDomain("www.acme.com");
    deploy();
    main.cloudFormation().deleteStack(delete -> delete.stackName(TARGET.stackName()));
    waitUntilGone();

    delete(stacktape.planDeletion(request(), events::add, new CancellationToken()));

    assertThat(stack(edge, COMPANION)).isEmpty();
    assertThat(main.s3().listBuckets().buckets()).isEmpty();
  }

  // ---- what a test says in one word ----

  private void withDomain(String domain) throws IOException {
    config("cdn: { enabled: true, customDomains: [{ domainName: %s }] }".formatted(domain));
  }

  private void withFirewall(String action) throws IOException {
    config(
        """
        cdn: { enabled: true, useFirewall: guard }
          guard:
            type: web-app-firewall
            properties: { scope: cdn, defaultAction: %s }
        """
            .formatted(action));
  }

  private void withFunction(String answer) throws IOException {
    withFunction(answer, "");
  }

  private void withFunction(String answer, String settings) throws IOException {
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(folder.resolve("choose.zip")))) {
      zip.putNextEntry(new ZipEntry("index.js"));
      zip.write("exports.run = async () => '%s';".formatted(answer).getBytes(UTF_8));
    }
    config(
        """
        cdn: { enabled: true, edgeFunctions: { onOriginRequest: choose } }
          choose:
            type: edge-lambda-function
            properties:
              packaging:
                type: custom-artifact
                properties: { packagePath: choose.zip, handler: "index.js:run" }
              runtime: nodejs22.x
              iamRoleStatements:
                - { Action: ["ssm:GetParameter"], Resource: ["arn:aws:ssm:eu-west-1:123456789012:parameter/key"] }
        %s
        """
            .formatted(settings));
  }

  private void config(String properties) throws IOException {
    Files.writeString(
        folder.resolve("stacktape.yml"),
        """
        resources:
          api:
            type: http-api-gateway
            properties:
              cors: { enabled: false }
              %s
        """
            .formatted(properties));
  }

  private PlannedDeployment plan() {
    return stacktape.plan(request(), events::add, new CancellationToken());
  }

  private Plan.Route deploy() {
    return carryOut(plan());
  }

  private Plan.Route carryOut(PlannedDeployment planned) {
    return stacktape
        .deploy(request(), planned, Consent.none(), events::add, new CancellationToken())
        .route();
  }

  private void delete(PlannedDeletion planned) {
    stacktape.delete(
        request(), planned, new Consent(Set.of()), events::add, new CancellationToken());
  }

  private Problem problemOf(ThrowingCallable work) {
    return catchThrowableOfType(StacktapeException.class, work).problems().get(0);
  }

  private StackRequest request() {
    return request(TARGET.region());
  }

  private StackRequest request(String region) {
    return new StackRequest(
        folder,
        null,
        TARGET.project(),
        TARGET.project(),
        TARGET.stage(),
        region,
        null,
        URI.create(aws.endpoint()),
        null,
        List.of(),
        folder.resolve("target/stacktape"),
        Map.of(),
        "mvn package");
  }

  private static Optional<Stack> stack(AwsClients clients, String name) {
    return Stacks.find(clients.cloudFormation(), name);
  }

  private static String status(AwsClients clients, String name) {
    return stack(clients, name).orElseThrow().stackStatusAsString();
  }

  private String lastChanged() {
    return Stacks.lastChanged(stack(main, TARGET.stackName()).orElseThrow()).toString();
  }

  private Map<String, String> parameters() {
    return stack(main, TARGET.stackName()).orElseThrow().parameters().stream()
        .collect(Collectors.toMap(Parameter::parameterKey, Parameter::parameterValue));
  }

  private static String template(AwsClients clients, String name) {
    return clients.cloudFormation().getTemplate(get -> get.stackName(name)).templateBody();
  }

  private static Map<String, String> physicalIds(AwsClients clients, String name) {
    return clients
        .cloudFormation()
        .listStackResources(list -> list.stackName(name))
        .stackResourceSummaries()
        .stream()
        .filter(resource -> !resource.resourceStatusAsString().equals("DELETE_COMPLETE"))
        .collect(
            Collectors.toMap(
                StackResourceSummary::logicalResourceId, StackResourceSummary::physicalResourceId));
  }

  private void waitUntilGone() {
    CloudFormationClient cloudFormation = main.cloudFormation();
    cloudFormation
        .waiter()
        .waitUntilStackDeleteComplete(
            describe -> describe.stackName(TARGET.stackName()),
            override -> override.backoffStrategyV2(TestClients.promptly()));
  }

  private List<String> finished() {
    return events.stream()
        .filter(Event.ResourceChanged.class::isInstance)
        .map(Event.ResourceChanged.class::cast)
        .map(event -> event.logicalId() + " " + event.status())
        .filter(text -> text.endsWith("_COMPLETE"))
        .toList();
  }

  private List<String> notes() {
    return events.stream()
        .filter(Event.Noted.class::isInstance)
        .map(event -> ((Event.Noted) event).message())
        .toList();
  }

  private List<String> warnings() {
    return events.stream()
        .filter(Event.Warned.class::isInstance)
        .map(event -> ((Event.Warned) event).problem().code())
        .toList();
  }
}
