package dev.stacktape.artifact;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How JavaScript and TypeScript are bundled.
 *
 * @param tsConfig a tsconfig.json for all files, absolute; null for the one nearest to each file
 * @param decoratorMetadata whether types of decorated code are wanted at run time
 * @param unbundled npm packages that are packaged as they are; {@code *} for all
 * @param format of the modules that come out, null for what fits runtime and code
 * @param sourceMaps whether source maps are packaged
 * @param sourceMapFolder a folder that gets the source maps as well, absolute
 */
public record JavaScriptOptions(
    @Nullable Path tsConfig,
    boolean decoratorMetadata,
    List<String> unbundled,
    @Nullable ModuleFormat format,
    boolean sourceMaps,
    @Nullable Path sourceMapFolder) {

  public JavaScriptOptions {
    unbundled = List.copyOf(unbundled);
  }

  /** All that can be left out is left out. */
  public static JavaScriptOptions defaults() {
    return new JavaScriptOptions(null, false, List.of(), null, true, null);
  }

  /** The same without source maps in the package. */
  public JavaScriptOptions withoutSourceMaps() {
    return new JavaScriptOptions(
        tsConfig, decoratorMetadata, unbundled, format, false, sourceMapFolder);
  }

  /** The two kinds of modules that Node.js knows. */
  public enum ModuleFormat {
    COMMON_JS,
    ES_MODULES
  }

  /** The kind of modules for a runtime such as {@code nodejs24.x}. */
  public ModuleFormat formatFor(String runtime) {
    if (format != null) {
      return format;
    }
    return nodeVersion(runtime) >= 24 ? ModuleFormat.ES_MODULES : ModuleFormat.COMMON_JS;
  }

  /** The version of Node.js in a runtime such as {@code nodejs24.x}. */
  public static int nodeVersion(String runtime) {
    String digits = runtime.replaceAll("\\D", "");
    return digits.isEmpty() ? 0 : Integer.parseInt(digits);
  }
}
