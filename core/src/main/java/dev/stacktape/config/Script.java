package dev.stacktape.config;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Something to run beside the stack, such as a database migration. */
@Doc("Something to run beside the stack, such as a database migration.")
@Union
public sealed interface Script {

  /** A command line for the shell. */
  @Nullable String executeCommand();

  /** Command lines for the shell, one after another. */
  List<String> executeCommands();

  /** A program file to run. */
  @Nullable String executeScript();

  /** Program files to run, one after another. */
  List<String> executeScripts();

  /** The folder to run in. */
  @Nullable String cwd();

  /** Names of resources whose addresses and access the script gets. */
  List<String> connectTo();

  /** Variables for the script. */
  List<Variable> environment();

  /** The resource whose role the script acts in. */
  @Nullable String assumeRoleOfResource();

  /** The keys of what is to be run, of which a script has exactly one. */
  default List<String> executors() {
    Stream.Builder<String> given = Stream.builder();
    if (executeCommand() != null) {
      given.add("executeCommand");
    }
    if (!executeCommands().isEmpty()) {
      given.add("executeCommands");
    }
    if (executeScript() != null) {
      given.add("executeScript");
    }
    if (!executeScripts().isEmpty()) {
      given.add("executeScripts");
    }
    return given.build().toList();
  }

  /** A variable in the environment of a script. */
  @Doc("A variable in the environment of a script.")
  record Variable(
      @Doc(value = "The name.", example = "LOG_LEVEL") String name,
      @Doc(value = "Text, a number or a boolean.", example = "debug") ScalarValue value) {}

  /** A script that runs on this machine. */
  @Doc("A script that runs on this machine.")
  @TypeName("local-script")
  @Required
  record Local(
      @Doc(value = "A file in JavaScript, TypeScript or Python to run.", example = "seed.ts")
          @Nullable String executeScript,
      @Doc(value = "A command line for the shell.", example = "npm run build")
          @Nullable String executeCommand,
      @Doc("Files to run, one after another.") List<String> executeScripts,
      @Doc("Command lines for the shell, one after another.") List<String> executeCommands,
      @Doc(value = "The folder to run in.", example = "frontend") @Nullable String cwd,
      @Doc(value = "Whether the output is shown.", defaultValue = "true")
          @Nullable Boolean pipeStdio,
      @Doc("Names of resources whose addresses and access the script gets.") List<String> connectTo,
      @Doc("Variables for the script.") List<Variable> environment,
      @Doc("A deployed resource whose role the script acts in.")
          @Nullable String assumeRoleOfResource)
      implements Script {}

  /** A script that runs on a bastion, inside of the stack's network. */
  @Doc("A script that runs on a bastion, inside of the stack's network.")
  @TypeName("bastion-script")
  @Required
  record OnBastion(
      @Doc("The name of the bastion; not needed when there is only one.")
          @Nullable String bastionResource,
      @Doc(value = "A command line for the shell.", example = "psql -f schema.sql")
          @Nullable String executeCommand,
      @Doc("Command lines for the shell, one after another.") List<String> executeCommands,
      @Doc(value = "The folder on the bastion to run in.", defaultValue = "/") @Nullable String cwd,
      @Doc("Names of resources whose addresses and access the script gets.") List<String> connectTo,
      @Doc("Variables for the script.") List<Variable> environment,
      @Doc("A deployed resource whose role the script acts in.")
          @Nullable String assumeRoleOfResource)
      implements Script {
    @Override
    public @Nullable String executeScript() {
      return null;
    }

    @Override
    public List<String> executeScripts() {
      return List.of();
    }
  }

  /** A script that runs on this machine, with tunnels into the stack's network. */
  @Doc("A script that runs on this machine, with tunnels into the stack's network.")
  @TypeName("local-script-with-bastion-tunneling")
  @Required
  record Tunneled(
      @Doc("The name of the bastion; not needed when there is only one.")
          @Nullable String bastionResource,
      @Doc(value = "A file in JavaScript, TypeScript or Python to run.", example = "seed.ts")
          @Nullable String executeScript,
      @Doc(value = "A command line for the shell.", example = "npm run migrate")
          @Nullable String executeCommand,
      @Doc("Files to run, one after another.") List<String> executeScripts,
      @Doc("Command lines for the shell, one after another.") List<String> executeCommands,
      @Doc(value = "The folder to run in.", example = "frontend") @Nullable String cwd,
      @Doc(value = "Whether the output is shown.", defaultValue = "true")
          @Nullable Boolean pipeStdio,
      @Doc("Names of resources that the script reaches through a tunnel.") List<String> connectTo,
      @Doc("Variables for the script.") List<Variable> environment,
      @Doc("A deployed resource whose role the script acts in.")
          @Nullable String assumeRoleOfResource)
      implements Script {}
}
