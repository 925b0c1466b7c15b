package dev.stacktape.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.stacktape.template.CfnResource;
import dev.stacktape.template.DataPolicies;
import dev.stacktape.template.ResourceOrigin;
import dev.stacktape.template.ResourceSchema;
import dev.stacktape.template.ResourceSchemas;
import dev.stacktape.template.TemplateText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for every template, whatever the config. */
class TemplatePropertiesTest {

  /** What has no ARN: the phones that text messages go to. */
  private static final Set<String> FOR_WHAT_HAS_NO_ARN = Set.of("sns:Publish");

  @Test
  void noPolicyAllowsEveryAction() throws IOException {
    forEachStatement(
        (where, statement) ->
            assertThat(asList(statement.get("Action")))
                .as(where)
                .isNotEmpty()
                .noneMatch(action -> action.equals("*") || String.valueOf(action).endsWith(":*")));
  }

  @Test
  void everyActionIsOneThatAwsKnows() throws IOException {
    IamActions known = IamActions.read();
    forEachStatement(
        (where, statement) ->
            assertThat(asList(statement.get("Action")))
                .as(where + "; a new service belongs into scripts/update-iam-actions.mjs")
                .allMatch(action -> known.exists(String.valueOf(action))));
  }

  /** Unless AWS takes no resource for an action, or the config asks for it in its own words. */
  @Test
  void noPolicyAllowsActionsOnEverything() throws IOException {
    IamActions known = IamActions.read();
    Set<String> configured = actionsOfConfigs();
    forEachStatement(
        (where, statement) -> {
          if (isOnEverything(statement)) {
            assertThat(asList(statement.get("Action")))
                .as(where)
                .allMatch(
                    action ->
                        !known.takesResource(String.valueOf(action))
                            || configured.contains(String.valueOf(action))
                            || (statement.containsKey("NotResource")
                                && FOR_WHAT_HAS_NO_ARN.contains(String.valueOf(action))));
          }
        });
  }

  private static boolean isOnEverything(Map<?, ?> statement) {
    return !statement.containsKey("Resource") || asList(statement.get("Resource")).contains("*");
  }

  /** What users write into {@code iamRoleStatements} is theirs. */
  private static Set<String> actionsOfConfigs() throws IOException {
    Set<String> actions = new TreeSet<>();
    for (Path folder : SynthGoldenTest.cases()) {
      String config = config(folder);
      if (config.contains("iamRoleStatements") || config.contains("overrides:")) {
        Pattern.compile("[a-z0-9-]+:[A-Z][A-Za-z]+")
            .matcher(config)
            .results()
            .forEach(action -> actions.add(action.group()));
      }
    }
    return actions;
  }

  @Test
  void everyReferenceIsToSomethingAndNoneGoesRoundInACircle() throws IOException {
    for (Synthesis synthesis : synthesized()) {
      Map<String, CfnResource> resources = synthesis.template().resources();
      Set<String> known = new TreeSet<>(resources.keySet());
      if (synthesis.template().sections().get("Parameters") instanceof Map<?, ?> parameters) {
        parameters.keySet().forEach(parameter -> known.add(String.valueOf(parameter)));
      }
      resources.forEach(
          (id, resource) -> assertThat(known).as(id).containsAll(resource.dependencies()));

      // Whatever needs nothing that is left can be made; in the end all is.
      Set<String> left = new TreeSet<>(resources.keySet());
      while (left.removeIf(
          id -> resources.get(id).dependencies().stream().noneMatch(left::contains))) {}
      assertThat(left).as("resources that wait for each other").isEmpty();
    }
  }

  @Test
  void everyAttributeThatIsAskedForIsThere() throws IOException {
    List<String> asked = new ArrayList<>();
    for (Synthesis synthesis : synthesized()) {
      Map<String, CfnResource> resources = synthesis.template().resources();
      Stream.concat(
              resources.values().stream().map(CfnResource::properties),
              Stream.of(synthesis.template().outputs()))
          .flatMap(TemplatePropertiesTest::attributesIn)
          .forEach(
              attribute -> {
                asked.add(attribute);
                int dot = attribute.indexOf('.');
                CfnResource resource = resources.get(attribute.substring(0, dot));
                assertThat(resource).as(attribute).isNotNull();
                ResourceSchema schema = ResourceSchemas.bundled().find(resource.type());
                if (schema != null && !resource.type().startsWith("Custom::")) {
                  assertThat(schema.attributes())
                      .as(attribute + " of " + resource.type())
                      .containsKey(attribute.substring(dot + 1));
                }
              });
    }
    assertThat(asked).hasSizeGreaterThan(100);
  }

  /** {@code LogicalId.Attribute} for every {@code Fn::GetAtt}. */
  private static Stream<String> attributesIn(Object value) {
    if (value instanceof Map<?, ?> map) {
      if (map.size() == 1
          && map.get("Fn::GetAtt") instanceof List<?> parts
          && parts.get(1) instanceof String attribute) {
        return Stream.of(parts.get(0) + "." + attribute);
      }
      return map.values().stream().flatMap(TemplatePropertiesTest::attributesIn);
    }
    return value instanceof List<?> list
        ? list.stream().flatMap(TemplatePropertiesTest::attributesIn)
        : Stream.empty();
  }

  @Test
  void whatHoldsDataIsKeptWhenItIsDeletedAndWhenItIsReplaced() throws IOException {
    forEachResource(
        (where, resource) -> {
          ResourceSchema schema = ResourceSchemas.bundled().find(resource.type());
          boolean keepsData =
              Objects.requireNonNull(schema).stateful()
                  && !resource.type().equals("AWS::SQS::Queue")
                  && !resource.type().equals("AWS::Logs::LogGroup");
          if (keepsData && isCopy(resource)) {
            assertThat(resource.deletionPolicy()).as(where).isEqualTo("Delete");
            assertThat(resource.updateReplacePolicy()).as(where).isEqualTo("Delete");
          } else if (keepsData && DataPolicies.supportsSnapshot(resource.type())) {
            assertThat(resource.deletionPolicy()).as(where).isEqualTo("Snapshot");
            assertThat(resource.updateReplacePolicy()).as(where).isEqualTo("Snapshot");
          } else if (keepsData) {
            assertThat(resource.deletionPolicy()).as(where).isEqualTo("RetainExceptOnCreate");
            assertThat(resource.updateReplacePolicy()).as(where).isEqualTo("Retain");
          }
        });
  }

  /** What is in it is in another resource or in the template as well. */
  private static boolean isCopy(CfnResource resource) {
    Set<String> keys = resource.properties().keySet();
    return switch (resource.type()) {
      case "AWS::RDS::DBInstance" ->
          keys.contains("DBClusterIdentifier") || keys.contains("SourceDBInstanceIdentifier");
      case "AWS::SecretsManager::Secret" -> keys.contains("SecretString");
      default -> false;
    };
  }

  @Test
  void nothingIsPublicThatTheConfigDoesNotMakePublic() throws IOException {
    for (Path folder : SynthGoldenTest.cases()) {
      Synthesis synthesis = new StackFixture(folder, "shop").synthesize().synthesis();
      if (synthesis != null) {
        String config = config(folder);
        synthesis
            .template()
            .resources()
            .forEach(
                (id, resource) ->
                    assertThat(whyPublic(resource))
                        .as(folder + " " + id)
                        .allMatch(marks -> marks.stream().anyMatch(config::contains)));
      }
    }
  }

  /** For each way in which a resource is open to everybody, what configs ask for it with. */
  private static List<List<String>> whyPublic(CfnResource resource) {
    List<List<String>> reasons = new ArrayList<>();
    String text = String.valueOf(resource.properties());
    switch (resource.type()) {
      case "AWS::Lambda::Permission" -> {
        if ("*".equals(resource.properties().get("Principal"))) {
          reasons.add(List.of("url:", "cdn:"));
        }
      }
      case "AWS::Lambda::Url" -> {
        if ("NONE".equals(resource.properties().get("AuthType"))) {
          reasons.add(List.of("url:", "cdn:"));
        }
      }
      case "AWS::S3::Bucket" -> {
        if (!text.contains("BlockPublicPolicy=true")
            || !text.contains("RestrictPublicBuckets=true")) {
          reasons.add(List.of("public-read", "Principal"));
        }
      }
      case "AWS::S3::BucketPolicy", "AWS::SQS::QueuePolicy" -> {
        if (text.contains("Principal=*") || text.contains("AWS=*")) {
          reasons.add(List.of("public-read", "Principal"));
        }
      }
      case "AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroupIngress" -> {
        if (text.contains("CidrIp=0.0.0.0/0") || text.contains("CidrIpv6=::/0")) {
          reasons.add(
              List.of(
                  "application-load-balancer",
                  "network-load-balancer",
                  "accessibilityMode: internet",
                  "relational-database",
                  "http-api-gateway",
                  "web-service"));
        }
      }
      default -> {}
    }
    return reasons;
  }

  @Test
  void everyLogGroupForgetsSomeDay() throws IOException {
    forEachResource(
        (where, resource) -> {
          if (resource.type().equals("AWS::Logs::LogGroup")) {
            assertThat(resource.properties()).as(where).containsKey("RetentionInDays");
          }
        });
  }

  @Test
  void everyFunctionHasARoleThatNobodyElseHas() throws IOException {
    for (Synthesis synthesis : synthesized()) {
      List<Object> roles =
          synthesis.template().resources().values().stream()
              .filter(resource -> resource.type().equals("AWS::Lambda::Function"))
              .map(resource -> resource.properties().get("Role"))
              .toList();
      assertThat(roles).doesNotContainNull().doesNotHaveDuplicates();
    }
  }

  @Test
  void everyPermissionToCallAFunctionNamesItsCaller() throws IOException {
    forEachResource(
        (where, resource) -> {
          if (resource.type().equals("AWS::Lambda::Permission")) {
            assertThat(resource.properties().keySet())
                .as(where)
                .containsAnyOf("SourceArn", "FunctionUrlAuthType", "InvokedViaFunctionUrl");
          }
        });
  }

  /** A load balancer is there for everybody, and a database may say so of itself. */
  @Test
  void nothingElseIsOpenToEverybody() throws IOException {
    List<String> seen = new ArrayList<>();
    for (Synthesis synthesis : synthesized()) {
      Map<String, CfnResource> resources = synthesis.template().resources();
      resources.forEach(
          (id, resource) -> {
            if (resource.type().equals("AWS::EC2::SecurityGroup")
                && String.valueOf(resource.properties()).contains("0.0.0.0/0")) {
              seen.add(id);
              assertThat(usersOf(id, resources))
                  .as(id)
                  .isNotEmpty()
                  .allMatch(
                      type ->
                          type.equals("AWS::ElasticLoadBalancingV2::LoadBalancer")
                              || type.startsWith("AWS::RDS::"));
            }
          });
    }
    assertThat(seen).isNotEmpty();
  }

  /** The types of what has a security group; rules that let it in to others do not count. */
  private static List<String> usersOf(String securityGroup, Map<String, CfnResource> resources) {
    return resources.values().stream()
        .filter(resource -> resource.dependencies().contains(securityGroup))
        .map(CfnResource::type)
        .filter(type -> !type.startsWith("AWS::EC2::SecurityGroup"))
        .toList();
  }

  /** In the reference one of two overrides drops the tags that the other one set. */
  @Test
  void aFunctionHasItsOwnTagsBesideThoseOfTheStack() throws IOException {
    Path full =
        SynthGoldenTest.cases().stream()
            .filter(folder -> folder.endsWith(Path.of("function", "full")))
            .findFirst()
            .orElseThrow();
    Object tags =
        Objects.requireNonNull(new StackFixture(full, "shop").synthesize().synthesis())
            .template()
            .resources()
            .get("SaveOrderFunction")
            .properties()
            .get("Tags");
    assertThat((List<?>) tags)
        .extracting(tag -> ((Map<?, ?>) tag).get("Key") + "=" + ((Map<?, ?>) tag).get("Value"))
        .contains("team=checkout", "stp:stack-name=shop-dev", "stp:stage=mine");
  }

  @Test
  void everyResourceKnowsWhereItComesFrom() throws IOException {
    for (Synthesis synthesis : synthesized()) {
      assertThat(synthesis.origins().keySet()).isEqualTo(synthesis.template().resources().keySet());
      assertThat(synthesis.origins().values())
          .extracting(ResourceOrigin::location)
          .doesNotContainNull();
    }
  }

  @Test
  void theSameConfigAlwaysGivesTheSameTemplate() throws IOException {
    for (Path folder : SynthGoldenTest.cases()) {
      Synthesis first = new StackFixture(folder, "shop").synthesize().synthesis();
      Synthesis second = new StackFixture(folder, "shop").synthesize().synthesis();
      if (first != null && second != null) {
        assertThat(TemplateText.toJson(second.template()))
            .isEqualTo(TemplateText.toJson(first.template()));
      }
    }
  }

  private static List<Synthesis> synthesized() throws IOException {
    List<Synthesis> all = new ArrayList<>();
    for (Path folder : SynthGoldenTest.cases()) {
      Synthesis synthesis = new StackFixture(folder, "shop").synthesize().synthesis();
      if (synthesis != null) {
        all.add(synthesis);
      }
    }
    assertThat(all).isNotEmpty();
    return all;
  }

  private static void forEachResource(BiConsumer<String, CfnResource> check) throws IOException {
    for (Path folder : SynthGoldenTest.cases()) {
      Synthesis synthesis = new StackFixture(folder, "shop").synthesize().synthesis();
      if (synthesis == null) {
        continue;
      }
      String config = config(folder);
      synthesis
          .template()
          .resources()
          .forEach(
              (id, resource) -> {
                // What users write as raw CloudFormation is theirs.
                if (!config.contains(" " + id + ":")) {
                  check.accept(folder.getFileName() + " " + id, resource);
                }
              });
    }
  }

  private static String config(Path folder) throws IOException {
    return Files.readString(folder.resolve("stacktape.yml"));
  }

  private static void forEachStatement(BiConsumer<String, Map<?, ?>> check) throws IOException {
    List<String> seen = new ArrayList<>();
    forEachResource(
        (where, resource) ->
            statements(resource.properties())
                .forEach(
                    statement -> {
                      seen.add(where);
                      check.accept(where, statement);
                    }));
    if (seen.isEmpty()) {
      fail("there are no statements to check");
    }
  }

  /** Every map with an Effect and resources, wherever it stands. */
  private static Stream<Map<?, ?>> statements(Object value) {
    if (value instanceof Map<?, ?> map) {
      Stream<Map<?, ?>> inside = map.values().stream().flatMap(TemplatePropertiesTest::statements);
      return map.containsKey("Effect")
              && (map.containsKey("Resource") || map.containsKey("NotResource"))
          ? Stream.concat(Stream.of(map), inside)
          : inside;
    }
    return value instanceof List<?> list
        ? list.stream().flatMap(TemplatePropertiesTest::statements)
        : Stream.empty();
  }

  private static List<Object> asList(Object value) {
    return value instanceof List<?> list ? List.copyOf(list) : List.of(value);
  }
}
