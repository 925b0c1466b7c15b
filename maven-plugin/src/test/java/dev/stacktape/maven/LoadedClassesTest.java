package dev.stacktape.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadedClassesTest {
  @TempDir Path folder;
  private final List<String> asked = new ArrayList<>();

  private final ClassLoader recording =
      new ClassLoader(getClass().getClassLoader()) {
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
          if (!name.startsWith("java.")) {
            asked.add(name);
          }
          return super.loadClass(name, resolve);
        }
      };

  @Test
  void whatCameOutOfFilesIsLinked() throws IOException {
    Path log =
        Files.writeString(
            folder.resolve("log"),
            """
            [0.039s][info][class,load] java.lang.Object source: shared objects file
            [0.161s][info][class,load] dev.stacktape.maven.Complaint source: file:/m2/plugin 1.jar
            [0.162s][info][class,load] dev.stacktape.maven.JvmSettings source: shared objects file (top)
            [0.163s][info][class,load] dev.stacktape.A$$Lambda$1/0x00007f source: dev.stacktape.A
            [0.164s][info][class,load] java.lang.invoke.LambdaForm$MH source: __JVM_LookupDefineClass__
            [0.165s][info][class,load] sun.net.www.Http source: jrt:/java.base
            [0.166s][info][class,load] com.acme.Gone source: file:/m2/gone.jar
            [0.167s][info][class,lo
            """);

    new LoadedClasses(recording).link(log);

    assertThat(asked).contains("dev.stacktape.maven.Complaint", "com.acme.Gone");
    assertThat(asked)
        .doesNotContain("dev.stacktape.maven.JvmSettings", "sun.net.www.Http")
        .noneMatch(name -> name.contains("Lambda"));
  }

  @Test
  void whatNoLoaderHasIsPassedOver() throws IOException {
    Path log =
        Files.writeString(
            folder.resolve("log"),
            "[1s][info][class,load] com.acme.Gone source: file:/m2/gone.jar\n"
                + "[1s][info][class,load] dev.stacktape.maven.Complaint source: file:/a.jar\n");

    new LoadedClasses(ClassLoader.getPlatformClassLoader(), recording).link(log);

    assertThat(asked).startsWith("com.acme.Gone", "dev.stacktape.maven.Complaint");
  }
}
