package dev.stacktape.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/**
 * Replaces the lambdas in a jar: see {@link PlainLambdas}. What is not changed is copied as it is.
 */
public final class PlainLambdasOfJar {
  private static final String LEFT = "-";

  private final FileSystem jar;
  private final Map<String, Set<String>> privateMethods = new HashMap<>();

  private PlainLambdasOfJar(FileSystem jar) {
    this.jar = jar;
  }

  /**
   * Changes a jar in its place.
   *
   * @param arguments the jar, below which of its folders there are classes to be changed, and, with
   *     a minus before it, where below these they are left as they are
   */
  public static void main(String[] arguments) throws IOException {
    List<String> folders = List.of(arguments).subList(1, arguments.length);
    try (FileSystem jar = FileSystems.newFileSystem(Path.of(arguments[0]))) {
      int changed =
          new PlainLambdasOfJar(jar)
              .replace(
                  folders.stream().filter(folder -> !folder.startsWith(LEFT)).toList(),
                  folders.stream()
                      .filter(folder -> folder.startsWith(LEFT))
                      .map(folder -> jar.getPath(folder.substring(LEFT.length())))
                      .toList());
      System.out.println("Replaced the lambdas of " + changed + " classes in " + arguments[0]);
    }
  }

  private int replace(List<String> folders, List<Path> left) throws IOException {
    int changed = 0;
    for (String folder : folders) {
      for (Path file : classes(jar.getPath(folder), left)) {
        Map<String, byte[]> replaced =
            PlainLambdas.replaced(Files.readAllBytes(file), this::isPrivate);
        if (!replaced.isEmpty()) {
          FileTime time = Files.getLastModifiedTime(file);
          for (Map.Entry<String, byte[]> type : replaced.entrySet()) {
            Path written = jar.getPath(type.getKey() + ".class");
            Files.write(written, type.getValue());
            Files.setLastModifiedTime(written, time);
          }
          changed++;
        }
      }
    }
    return changed;
  }

  private static List<Path> classes(Path folder, List<Path> left) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .filter(file -> left.stream().noneMatch(file::startsWith))
          .sorted()
          .toList();
    }
  }

  private boolean isPrivate(String owner, String name, String descriptor) {
    return privateMethods.computeIfAbsent(owner, this::privateMethods).contains(name + descriptor);
  }

  private Set<String> privateMethods(String owner) {
    Path file = jar.getPath(owner + ".class");
    if (!Files.exists(file)) {
      return Set.of();
    }
    var type = new ClassNode();
    try {
      new ClassReader(Files.readAllBytes(file))
          .accept(type, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return type.methods.stream()
        .filter(method -> (method.access & Opcodes.ACC_PRIVATE) != 0)
        .map(method -> method.name + method.desc)
        .collect(Collectors.toSet());
  }
}
