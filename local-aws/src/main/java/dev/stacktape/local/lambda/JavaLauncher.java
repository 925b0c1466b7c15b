package dev.stacktape.local.lambda;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.LibraryResolver;
import dev.stacktape.local.StateStore;
import dev.stacktape.local.child.RuntimeLoop;
import dev.stacktape.local.process.ChildClasses;
import dev.stacktape.local.process.JavaCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Starts Java functions on the JVM that runs this one: through AWS's runtime interface client where
 * it has a native part (Linux on x86-64 and arm64), through {@link RuntimeLoop} elsewhere.
 */
final class JavaLauncher implements Launcher {
  private static final String CLIENT =
      "com.amazonaws:aws-lambda-java-runtime-interface-client:2.9.0";
  private static final List<String> LOOP_LIBRARIES =
      List.of(
          "com.amazonaws:aws-lambda-java-core:1.4.0",
          "com.amazonaws:aws-lambda-java-serialization:1.2.0");
  private static final String CLIENT_MAIN =
      "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
  private static final String NATIVE_PART =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";
  private static final int FIRST_CLASS_VERSION = 44;

  private final LibraryResolver libraries;
  private final Path folder;
  private final boolean nativeClient;

  /**
   * A launcher.
   *
   * @param folder for what has to lie on disk to be run
   * @param nativeClient whether AWS's client may be used when it fits the machine
   */
  JavaLauncher(LibraryResolver libraries, Path folder, boolean nativeClient) {
    this.libraries = libraries;
    this.folder = folder;
    this.nativeClient = nativeClient;
  }

  @Override
  public boolean starts(String runtime) {
    return runtime.startsWith("java");
  }

  @Override
  public List<String> command(FunctionVersion function, Path taskRoot, List<Path> layers) {
    refuseNewerClasses(function, taskRoot);
    List<String> options = new ArrayList<>();
    options.add("-Xmx" + heapMegabytes(function.memory()) + "m");
    List<Path> layerJars = jars(layers.stream().map(layer -> layer.resolve("java/lib")).toList());
    String nativePart = nativeClient ? nativePartName() : null;
    List<Path> client = nativePart == null ? List.of() : resolvedOrNothing(CLIENT);
    JavaCommand command;
    if (nativePart != null && !client.isEmpty()) {
      options.add("-D" + NATIVE_PART + "=" + unpackNativePart(client, nativePart));
      // The client itself loads the classes of the working folder and its lib folder.
      List<Path> path = concat(client, layerJars);
      command = new JavaCommand(options, path, CLIENT_MAIN, List.of(function.handler()));
    } else {
      List<Path> path = concat(loopLibraries(), concat(List.of(taskRoot), taskJars(taskRoot)));
      path.addAll(layerJars);
      command =
          new JavaCommand(options, path, RuntimeLoop.class.getName(), List.of(function.handler()));
    }
    return command.words(ChildClasses.copyTo(folder.resolve("classes")));
  }

  /** The share of a function's memory that AWS, too, gives to the heap. */
  private static int heapMegabytes(int memory) {
    return Math.max(64, memory * 85 / 100);
  }

  /** The libraries may be missing when no repository is at hand; the function may bring its own. */
  private List<Path> loopLibraries() {
    return LOOP_LIBRARIES.stream().flatMap(name -> resolvedOrNothing(name).stream()).toList();
  }

  private List<Path> resolvedOrNothing(String coordinates) {
    try {
      return libraries.resolve(coordinates);
    } catch (AwsError e) {
      if (e.code().equals("LibraryNotAvailable")) {
        return List.of();
      }
      throw e;
    }
  }

  private static @Nullable String nativePartName() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch");
    String cpu =
        switch (machine) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "aarch_64";
          default -> "";
        };
    if (!os.startsWith("linux") || cpu.isEmpty()) {
      return null;
    }
    String musl = Files.exists(Path.of("/lib/ld-musl-" + muslName(cpu) + ".so.1")) ? "_musl" : "";
    return "jni/libaws-lambda-jni.linux" + musl + "-" + cpu + ".so";
  }

  private static String muslName(String cpu) {
    return cpu.equals("x86_64") ? cpu : "aarch64";
  }

  /** The client's own way, one fixed file in /tmp, breaks when several processes start at once. */
  private Path unpackNativePart(List<Path> client, String name) {
    Path file = folder.resolve(name);
    if (Files.exists(file)) {
      return file;
    }
    for (Path jar : client) {
      byte[] content = entry(jar, name);
      if (content != null) {
        try {
          StateStore.replace(file, content);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        return file;
      }
    }
    throw new AwsError(500, "Runtime.ClientIncomplete", CLIENT + " has no " + name);
  }

  private static void refuseNewerClasses(FunctionVersion function, Path taskRoot) {
    String handler = function.handler();
    int method = handler.indexOf("::");
    String name = (method < 0 ? handler : handler.substring(0, method)).replace('.', '/');
    byte[] content = classFile(taskRoot, name + ".class");
    if (content == null || content.length < 8) {
      return;
    }
    int needed = ((content[6] & 0xff) << 8 | (content[7] & 0xff)) - FIRST_CLASS_VERSION;
    int present = JavaCommand.javaVersion();
    if (needed > present) {
      throw new AwsError(
          500,
          "Runtime.JavaTooOld",
          String.format(
              "The handler %s is compiled for Java %d, but functions run here on Java %d. Start"
                  + " with Java %d or newer, or compile for Java %d.",
              handler, needed, present, needed, present));
    }
  }

  private static byte @Nullable [] classFile(Path taskRoot, String name) {
    Path file = taskRoot.resolve(name);
    if (Files.isRegularFile(file)) {
      try {
        return Files.readAllBytes(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    for (Path jar : taskJars(taskRoot)) {
      byte[] content = entry(jar, name);
      if (content != null) {
        return content;
      }
    }
    return null;
  }

  private static byte @Nullable [] entry(Path jar, String name) {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      ZipEntry entry = zip.getEntry(name);
      if (entry == null) {
        return null;
      }
      try (InputStream in = zip.getInputStream(entry)) {
        return in.readAllBytes();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> taskJars(Path taskRoot) {
    return jars(List.of(taskRoot.resolve("lib")));
  }

  private static List<Path> jars(List<Path> folders) {
    List<Path> jars = new ArrayList<>();
    for (Path folder : folders) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.list(folder)) {
          files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(jars::add);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return jars;
  }

  private static List<Path> concat(List<Path> first, List<Path> second) {
    List<Path> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
