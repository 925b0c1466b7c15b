package dev.stacktape.local.lambda;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Deployment packages made in a test: Java source compiled in memory, or plain files. */
public final class HandlerZip {
  private HandlerZip() {}

  /** A zip with the classes of one source file; the class is in the unnamed package. */
  public static byte[] java(String className, String source) {
    return zip(compile(className, source));
  }

  /** A zip with one text file. */
  public static byte[] file(String name, String content) {
    return zip(Map.of(name, content.getBytes(StandardCharsets.UTF_8)));
  }

  /** A zip of files by name. */
  public static byte[] zip(Map<String, byte[]> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  /** The content of a file. */
  public static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Class files by path. */
  public static Map<String, byte[]> compile(String className, String source) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Map<String, ByteArrayOutputStream> classes = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    JavaFileManager files =
        new InMemory(compiler.getStandardFileManager(null, null, null), classes);
    boolean compiled =
        compiler
            .getTask(
                null,
                files,
                problem -> problems.add(problem.toString()),
                List.of(
                    "-classpath",
                    System.getProperty("java.class.path"),
                    "-proc:none",
                    "-Xlint:-options",
                    "-source",
                    "17",
                    "-target",
                    "17"),
                null,
                List.of(new Source(className, source)))
            .call();
    if (!compiled) {
      throw new AssertionError(problems.toString());
    }
    Map<String, byte[]> content = new LinkedHashMap<>();
    classes.forEach((name, out) -> content.put(name + ".class", out.toByteArray()));
    return content;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String content;

    Source(String className, String content) {
      super(URI.create("string:///" + className + ".java"), Kind.SOURCE);
      this.content = content;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return content;
    }
  }

  private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> classes;

    InMemory(JavaFileManager standard, Map<String, ByteArrayOutputStream> classes) {
      super(standard);
      this.classes = classes;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("memory:///" + name + ".class"), kind) {
        @Override
        public ByteArrayOutputStream openOutputStream() {
          return classes.computeIfAbsent(
              name.replace('.', '/'), key -> new ByteArrayOutputStream());
        }
      };
    }
  }
}
