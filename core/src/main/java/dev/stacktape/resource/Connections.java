package dev.stacktape.resource;

import static dev.stacktape.resource.ResourceCode.CONNECT_TO_NEEDS_NETWORK;
import static dev.stacktape.resource.ResourceCode.CONNECT_TO_NOT_POSSIBLE;
import static dev.stacktape.resource.ResourceCode.RESOURCE_NOT_FOUND;

import dev.stacktape.config.DirectiveText;
import dev.stacktape.name.EnvName;
import dev.stacktape.problem.DidYouMean;
import dev.stacktape.problem.Problem;
import dev.stacktape.resource.iam.Statement;
import dev.stacktape.template.Fn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a workload gets for its {@code connectTo}.
 *
 * @param statements what its role is allowed
 * @param environment variables that tell it about the resources, template values by name
 * @param secrets those of the variables that hold a password, see {@link #environmentWithSecrets}
 * @param doors what security groups must let it through, by the name of the resource behind
 * @param addresses where in the network of the stack the resources listen, with the variable that
 *     tells the port instead of the parameter
 */
public record Connections(
    List<Statement> statements,
    Map<String, Object> environment,
    Map<String, SecretText> secrets,
    Map<String, List<Reach.Door>> doors,
    List<Reach.Address> addresses) {
  /** Stands for the right to send mail; it names no resource of the config. */
  private static final String SES = "aws:ses";

  /**
   * Sending only: identities may lie in any region of the account, and mail is sent through the one
   * that holds them.
   */
  private static final Statement SEND_MAIL =
      Statement.allow(
          List.of("ses:Send*"), Fn.sub("arn:${AWS::Partition}:ses:*:${AWS::AccountId}:*"));

  /**
   * Reports names that lead nowhere.
   *
   * @param path where the list stands
   * @param inNetwork whether the workload runs in the network of the stack
   */
  public static void check(
      Inspection<?> inspection, List<String> names, String path, boolean inNetwork) {
    for (int i = 0; i < names.size(); i++) {
      check(inspection, names.get(i), inNetwork, path, i);
    }
  }

  private static void check(
      Inspection<?> inspection, String name, boolean inNetwork, String path, int index) {
    StackView stack = inspection.stack();
    Optional<Problem> problem = problem(name, stack);
    Resource<?> resource = stack.withParts().get(name);
    if (problem.isPresent()) {
      inspection.report(problem.get(), path, index);
    } else if (!inNetwork
        && resource != null
        && accessTo(resource, stack).stream().anyMatch(access -> access.reach().insideOnly())) {
      inspection.report(
          CONNECT_TO_NEEDS_NETWORK
              .error("`%s` can be reached from inside the VPC of the stack only.".formatted(name))
              .hint("Add `joinDefaultVpc: true`."),
          path,
          index);
    }
  }

  /** Why nothing can be connected to a name; empty where something can. */
  public static Optional<Problem> problem(String name, StackView stack) {
    Resource<?> resource = stack.withParts().get(name);
    if (name.equals(SES) || stack.isUnread(name)) {
      return Optional.empty();
    }
    if (resource == null) {
      return Optional.of(unknown(name, stack));
    }
    return accessTo(resource, stack).isEmpty()
        ? Optional.of(
            CONNECT_TO_NOT_POSSIBLE.error(
                "`%s` has the type `%s`, and nothing can be connected to that."
                    .formatted(name, resource.type().word())))
        : Optional.empty();
  }

  private static Problem unknown(String name, StackView stack) {
    return RESOURCE_NOT_FOUND
        .error("There is no resource `%s` to connect to.".formatted(name))
        .hint(
            DidYouMean.closest(name, stack.withParts().keySet())
                .map(near -> "Did you mean `" + near + "`?")
                .orElse(
                    DirectiveText.isDirective(name)
                        ? "Write the name as it stands under `resources`."
                        : null));
  }

  /** What the names give; they have been checked. */
  public static Connections of(List<String> names, StackView stack) {
    List<Statement> statements = new ArrayList<>();
    Map<String, Object> environment = new LinkedHashMap<>();
    Map<String, SecretText> secrets = new LinkedHashMap<>();
    Map<String, List<Reach.Door>> doors = new LinkedHashMap<>();
    List<Reach.Address> addresses = new ArrayList<>();
    for (String name : new LinkedHashSet<>(names)) {
      Resource<?> resource = stack.withParts().get(name);
      if (name.equals(SES)) {
        statements.add(SEND_MAIL);
      } else if (resource != null) {
        for (Access access : accessTo(resource, stack)) {
          statements.addAll(access.statements());
          access.params().forEach((param, v) -> environment.put(EnvName.of(name, param), v));
          access.secrets().forEach((param, v) -> secrets.put(EnvName.of(name, param), v));
          for (Reach.Address at : access.reach().addresses()) {
            addresses.add(
                new Reach.Address(at.host(), at.port(), EnvName.of(name, at.portParam())));
          }
          if (!access.reach().doors().isEmpty()) {
            doors.put(name, access.reach().doors());
          }
        }
      }
    }
    return new Connections(statements, environment, secrets, doors, addresses);
  }

  /**
   * The variables for a workload whose platform reads secrets by itself: those with a password
   * refer to a secret that {@link #contributeSecrets} adds.
   */
  public Map<String, Object> environmentWithSecrets() {
    Map<String, Object> variables = new LinkedHashMap<>(environment);
    secrets.forEach((name, text) -> variables.put(name, text.reference()));
    return variables;
  }

  /** Adds the secrets that {@link #environmentWithSecrets} refers to. */
  public void contributeSecrets(Contribution<?> to) {
    secrets.values().forEach(text -> to.share(text.secretId(), text.secret()));
  }

  private static <P extends Record> List<Access> accessTo(Resource<P> resource, StackView stack) {
    return resource.type().access(resource, stack).stream().toList();
  }
}
