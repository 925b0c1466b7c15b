package dev.stacktape;

import dev.stacktape.artifact.JavaModule;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which stack of which project an operation is about.
 *
 * @param directory the folder in which a config is looked for; relative paths in messages start
 *     here
 * @param configFile the config when it is not one of the usual files in {@code directory}
 * @param configText the config itself, in place of a file, null to read one
 * @param projectName what the user calls the project, null for the config's {@code serviceName} or
 *     else {@code fallbackName}
 * @param fallbackName such as the Maven artifactId or the folder's name
 * @param stage such as {@code dev}
 * @param region AWS region id, null for what the environment or the AWS profile says
 * @param profile AWS profile, null for what the environment says
 * @param embedded where the embedded AWS answers, null to talk to AWS or to the endpoint that the
 *     environment names
 * @param account 12 digits, for working offline with the names of a real account; null to ask AWS
 *     where it is asked anyway
 * @param modules the Maven modules that functions may live in
 * @param outputDirectory where artifacts and reports go, such as {@code target/stacktape}
 * @param arguments what {@code $CliArgs} finds
 * @param images how images of others are had
 * @param packageCommand the command that compiles and then repeats the operation, for hints
 * @param command what the user asked for in one word, such as {@code deploy}; configs that are
 *     programs may ask
 * @param projectFolder what such programs may read: {@code directory} or a folder above it
 * @param confined whether everything that the config names has to lie in {@code projectFolder}, and
 *     nothing runs outside of the sandbox to read it: for whoever acts on the word of somebody who
 *     can be talked into things
 */
public record StackRequest(
    Path directory,
    @Nullable Path configFile,
    @Nullable String configText,
    @Nullable String projectName,
    String fallbackName,
    String stage,
    @Nullable String region,
    @Nullable String profile,
    @Nullable URI embedded,
    @Nullable String account,
    List<JavaModule> modules,
    Path outputDirectory,
    Map<String, String> arguments,
    ImageOptions images,
    String packageCommand,
    String command,
    Path projectFolder,
    boolean confined) {

  public StackRequest {
    modules = List.copyOf(modules);
    arguments = Map.copyOf(arguments);
  }

  /** About a stack whose images come from where they are published. */
  public StackRequest(
      Path directory,
      @Nullable Path configFile,
      @Nullable String configText,
      @Nullable String projectName,
      String fallbackName,
      String stage,
      @Nullable String region,
      @Nullable String profile,
      @Nullable URI embedded,
      @Nullable String account,
      List<JavaModule> modules,
      Path outputDirectory,
      Map<String, String> arguments,
      String packageCommand) {
    this(
        directory,
        configFile,
        configText,
        projectName,
        fallbackName,
        stage,
        region,
        profile,
        embedded,
        account,
        modules,
        outputDirectory,
        arguments,
        ImageOptions.DEFAULTS,
        packageCommand,
        "deploy",
        directory,
        false);
  }

  /** About a stack whose config is in a file, and whose images come from the usual places. */
  public StackRequest(
      Path directory,
      @Nullable Path configFile,
      @Nullable String projectName,
      String fallbackName,
      String stage,
      @Nullable String region,
      @Nullable String profile,
      @Nullable URI embedded,
      @Nullable String account,
      List<JavaModule> modules,
      Path outputDirectory,
      Map<String, String> arguments,
      String packageCommand) {
    this(
        directory,
        configFile,
        null,
        projectName,
        fallbackName,
        stage,
        region,
        profile,
        embedded,
        account,
        modules,
        outputDirectory,
        arguments,
        packageCommand);
  }

  /** The same for another stage. */
  public StackRequest at(String otherStage) {
    return copy(otherStage, images, command, projectFolder, confined);
  }

  /** The same with another way to images. */
  public StackRequest with(ImageOptions otherImages) {
    return copy(stage, otherImages, command, projectFolder, confined);
  }

  /** The same for another command, with programs that may read a larger folder. */
  public StackRequest with(String otherCommand, Path otherFolder) {
    return copy(stage, images, otherCommand, otherFolder, confined);
  }

  /** The same, kept to the files of a project. */
  public StackRequest confinedTo(Path folder) {
    return copy(stage, images, command, folder, true);
  }

  private StackRequest copy(
      String otherStage,
      ImageOptions otherImages,
      String otherCommand,
      Path otherFolder,
      boolean otherConfined) {
    return new StackRequest(
        directory,
        configFile,
        configText,
        projectName,
        fallbackName,
        otherStage,
        region,
        profile,
        embedded,
        account,
        modules,
        outputDirectory,
        arguments,
        otherImages,
        packageCommand,
        otherCommand,
        otherFolder,
        otherConfined);
  }

  /**
   * How base images, and images that are used as they are, are had.
   *
   * @param replacements what the beginning of a base image's name is replaced by, for mirrors and
   *     for images of one's own: {@code public.ecr.aws/docker/library/} to {@code mirror.acme.com/}
   * @param offline whether no registry may be asked
   */
  public record ImageOptions(Map<String, String> replacements, boolean offline) {
    /** From where they are published. */
    public static final ImageOptions DEFAULTS = new ImageOptions(Map.of(), false);

    public ImageOptions {
      replacements = Map.copyOf(replacements);
    }
  }
}
