package dev.stacktape.config;

import dev.stacktape.problem.Problems;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From the text of a config to its checked values. */
public final class ConfigLoader {
  private ConfigLoader() {}

  /**
   * Reads a config, resolves its directives, binds it and checks what can be checked without
   * knowing what resources mean. Every problem found on the way is reported, those of binding also
   * when a directive failed. The result is null exactly when there is an error.
   */
  public static @Nullable Config load(
      ConfigSource source, LoadContext context, ResourceTypes types, Problems problems) {
    Problems found = new Problems();
    Config config = loadWhatIsThere(source, context, types, found);
    problems.addAll(found.sorted());
    return found.hasErrors() ? null : config;
  }

  /**
   * The same, but a config with errors comes back as far as it could be read, so that what is right
   * can be checked further. Null only when the text or its directives cannot be read at all.
   */
  public static @Nullable Config loadWhatIsThere(
      ConfigSource source, LoadContext context, ResourceTypes types, Problems problems) {
    Node.Mapping written = ConfigReader.read(source, problems);
    return written == null
        ? null
        : loadWhatIsThere(new ConfigDocument(source, written, null), context, types, problems);
  }

  /** The same for a config of any format, which has been read before. */
  public static @Nullable Config loadWhatIsThere(
      ConfigDocument document, LoadContext context, ResourceTypes types, Problems problems) {
    Node.Mapping root =
        new DirectiveResolver(document.source(), document.root(), context, problems).resolve();
    if (root == null) {
      return null;
    }
    RootConfig values = Binder.bind(root, RootConfig.class, problems);
    StandIns standIns = new StandIns(position -> 0);
    Map<String, ResourceDefinition> resources =
        new ResourceReader(types, standIns, problems).read(root);
    RootChecks.checkCloudFormation(root, problems);
    if (values != null) {
      new RootChecks(root, problems).check(values);
    }
    return new Config(
        document.source(),
        root,
        values == null ? RootConfig.NOTHING : values,
        resources,
        document.program(),
        standIns.found(),
        types);
  }
}
