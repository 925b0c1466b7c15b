package dev.stacktape.resource.packaging;

import dev.stacktape.config.ConfigValue;
import dev.stacktape.config.Doc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options of all languages in one record: the config does not say which language it means, the
 * entry file does. Options of another language than the entry file's are a problem.
 */
@Doc("What only one language knows; which one follows from the entry file.")
public record LanguageSpecificConfig(
    @Doc("JavaScript: the tsconfig.json, relative to the config file.")
        @Nullable String tsConfigPath,
    @Doc("JavaScript: keeps the types of decorated code for reflection.")
        @Nullable Boolean emitTsDecoratorMetadata,
    @Doc("JavaScript: dependencies that are packaged as they are instead of being bundled.")
        List<String> dependenciesToExcludeFromBundle,
    @Doc("JavaScript: the kind of modules that comes out.")
        @Nullable ModuleFormat outputModuleFormat,
    @Doc(value = "JavaScript: the version of Node.js.", defaultValue = "24")
        @Nullable NodeVersion nodeVersion,
    @Doc("JavaScript: leaves source maps out.") @Nullable Boolean disableSourceMaps,
    @Doc("JavaScript: a folder that gets the source maps.") @Nullable String outputSourceMapsTo,
    @Doc("JavaScript: dependencies that are not packaged at all.")
        List<String> dependenciesToExcludeFromDeploymentPackage,
    @Doc("Python, Java: the file that lists the dependencies.") @Nullable String packageManagerFile,
    @Doc("Python: what installs the dependencies.") @Nullable PythonPackageManager packageManager,
    @Doc("Python: optional dependencies to install.") List<String> uvOptionalDependencies,
    @Doc("Python: dependency groups to install as well.") List<String> uvWithGroups,
    @Doc("Python: dependency groups to leave out.") List<String> uvWithoutGroups,
    @Doc("Python: the only dependency groups to install.") List<String> uvOnlyGroups,
    @Doc(value = "Python: the version.", defaultValue = "3.12")
        @Nullable PythonVersion pythonVersion,
    @Doc("Python: how a web application in the entry file is served.")
        @Nullable PythonServer runAppAs,
    @Doc(value = "Python: shortens the code.", defaultValue = "true") @Nullable Boolean minify,
    @Doc("Java: builds with Maven; has no effect where the entry file is in a Maven module.")
        @Nullable Boolean useMaven,
    @Doc(value = "Java: the version of the runtime; the module's where left out.", example = "21")
        @Nullable JavaVersion javaVersion,
    @Doc(value = "PHP: the version.", defaultValue = "8.3") @Nullable PhpVersion phpVersion,
    @Doc(".NET: the project file, relative to the config file.") @Nullable String projectFile,
    @Doc(value = ".NET: the version.", defaultValue = "8") @Nullable DotnetVersion dotnetVersion,
    @Doc(value = "Ruby: the version.", defaultValue = "3.3") @Nullable RubyVersion rubyVersion) {

  /** The kind of modules that a JavaScript bundle is. */
  public enum ModuleFormat {
    @ConfigValue("cjs")
    COMMON_JS,
    @ConfigValue("esm")
    ES_MODULES
  }

  /** A version of Node.js. */
  public enum NodeVersion {
    @ConfigValue("16")
    NODE_16,
    @ConfigValue("17")
    NODE_17,
    @ConfigValue("18")
    NODE_18,
    @ConfigValue("19")
    NODE_19,
    @ConfigValue("20")
    NODE_20,
    @ConfigValue("21")
    NODE_21,
    @ConfigValue("22")
    NODE_22,
    @ConfigValue("23")
    NODE_23,
    @ConfigValue("24")
    NODE_24
  }

  /** What installs Python dependencies. */
  public enum PythonPackageManager {
    @ConfigValue("uv")
    UV
  }

  /** A version of Python. */
  public enum PythonVersion {
    @ConfigValue("2.7")
    PYTHON_2_7,
    @ConfigValue("3.6")
    PYTHON_3_6,
    @ConfigValue("3.7")
    PYTHON_3_7,
    @ConfigValue("3.8")
    PYTHON_3_8,
    @ConfigValue("3.9")
    PYTHON_3_9,
    @ConfigValue("3.11")
    PYTHON_3_11,
    @ConfigValue("3.12")
    PYTHON_3_12,
    @ConfigValue("3.13")
    PYTHON_3_13,
    @ConfigValue("3.14")
    PYTHON_3_14
  }

  /** How a Python web application is served. */
  public enum PythonServer {
    @ConfigValue("ASGI")
    ASGI,
    @ConfigValue("WSGI")
    WSGI
  }

  /** A version of Java. */
  public enum JavaVersion {
    @ConfigValue("8")
    JAVA_8,
    @ConfigValue("11")
    JAVA_11,
    @ConfigValue("17")
    JAVA_17,
    @ConfigValue("19")
    JAVA_19,
    @ConfigValue("21")
    JAVA_21,
    @ConfigValue("25")
    JAVA_25
  }

  /** A version of PHP. */
  public enum PhpVersion {
    @ConfigValue("8.2")
    PHP_8_2,
    @ConfigValue("8.3")
    PHP_8_3
  }

  /** A version of .NET. */
  public enum DotnetVersion {
    @ConfigValue("6")
    DOTNET_6,
    @ConfigValue("8")
    DOTNET_8
  }

  /** A version of Ruby. */
  public enum RubyVersion {
    @ConfigValue("3.2")
    RUBY_3_2,
    @ConfigValue("3.3")
    RUBY_3_3
  }
}
