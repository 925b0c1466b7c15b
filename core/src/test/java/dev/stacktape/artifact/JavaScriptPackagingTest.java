package dev.stacktape.artifact;

import static dev.stacktape.artifact.NodeProject.contents;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stacktape.artifact.JavaScriptOptions.ModuleFormat;
import dev.stacktape.problem.Location;
import dev.stacktape.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaScriptPackagingTest {
  private static final String HANDLER =
      "import { greet } from './greeting';\n"
          + "export default async (event: { name: string }) => greet(event.name);\n"
          + "export const other = async () => 1;\n";
  private static final String GREETING =
      "export const greet = (name: string): string => `Hello ${name}`;\n";

  @TempDir Path folder;
  private NodeProject project;

  @BeforeEach
  void aProject() {
    project =
        new NodeProject(folder).file("src/index.ts", HANDLER).file("src/greeting.ts", GREETING);
  }

  @Test
  void theCodeBecomesOneModuleWithASourceMap() {
    Map<String, String> contents = contents(project.build("src/index.ts", "index.default"));

    assertThat(contents).containsOnlyKeys("index.mjs", "index.mjs.map");
    assertThat(contents.get("index.mjs"))
        .contains("Hello ${name}", "as default", "//# sourceMappingURL=index.mjs.map")
        .doesNotContain(folder.toString());
    assertThat(contents.get("index.mjs.map"))
        .contains("\"sources\":[\"src/greeting.ts\",\"src/index.ts\"]")
        .doesNotContain("sourcesContent");
  }

  @Test
  void olderRuntimesGetCommonJsUnlessTheConfigSaysOtherwise() {
    assertThat(contents(project.runtime("nodejs22.x").build("src/index.ts", "index.other")))
        .containsKey("index.js");
    assertThat(
            contents(
                project
                    .options(ModuleFormat.ES_MODULES, true)
                    .build("src/index.ts", "index.default")))
        .containsKey("index.mjs");
  }

  @Test
  void sourceMapsCanStayOutAndBeKeptElsewhere() throws IOException {
    Path maps = folder.resolve("maps");
    project.options(new JavaScriptOptions(null, false, List.of(), null, false, maps));

    Map<String, String> contents = contents(project.build("src/index.ts", "index.default"));

    assertThat(contents).containsOnlyKeys("index.mjs");
    assertThat(contents.get("index.mjs")).doesNotContain("sourceMappingURL");
    assertThat(Files.readString(maps.resolve("index/index.mjs.map"))).contains("src/greeting.ts");
  }

  @Test
  void pathsOfATsconfigAreFollowed() {
    project
        .file("config/tsconfig.json", "{\"compilerOptions\":{\"paths\":{\"@/*\":[\"../lib/*\"]}}}")
        .file("lib/found.ts", "export const found = 'by path';")
        .file("src/a.ts", "import { found } from '@/found'; export default async () => found;");
    project.options(
        new JavaScriptOptions(
            folder.resolve("config/tsconfig.json"), false, List.of(), null, true, null));

    assertThat(contents(project.build("src/a.ts", "index.default")).get("index.mjs"))
        .contains("by path");
  }

  @Test
  void anExportThatIsNotThereIsNamedWithThoseThatAre() {
    for (String runtime : List.of("nodejs24.x", "nodejs22.x")) {
      project.runtime(runtime);
      Problem problem =
          project.packager().problem(project.function("src/index.ts", "index.absent"));

      assertThat(problem.code()).isEqualTo("ARTIFACT_HANDLER_MISSING");
      assertThat(problem.message()).contains("does not export absent", "default, other");
      assertThat(problem.location()).isEqualTo(NodeProject.PLACE);
    }
  }

  @Test
  void aCommonJsFileKeepsItsNamesAndIsADefaultOtherwise() {
    project.file(
        "old.js", "const os = require('os'); exports.handler = async () => os.EOL + __dirname;");

    assertThat(contents(project.build("old.js", "index.handler"))).containsKey("index.js");
    assertThat(contents(project.build("old.js", "index.default"))).containsKey("index.mjs");
    assertThat(
            project
                .options(ModuleFormat.ES_MODULES, true)
                .packager()
                .problem(project.function("old.js", "index.handler"))
                .code())
        .isEqualTo("ARTIFACT_HANDLER_MISSING");
  }

  @Test
  void aPackageThatIsNotInstalledIsAProblemWhereItIsImported() {
    project.file("src/bad.ts", "import zod from 'zod/v4';\nexport default async () => zod;\n");

    Problem problem = project.packager().problem(project.function("src/bad.ts", "index.default"));

    assertThat(problem.code()).isEqualTo("ARTIFACT_PACKAGE_MISSING");
    assertThat(problem.message()).contains("npm package zod,", "bad.ts");
    assertThat(problem.hint()).contains("npm install zod");
    assertThat(problem.location())
        .isEqualTo(new Location("src/bad.ts", 1, 17, "import zod from 'zod/v4';"));
  }

  @Test
  void mistakesInTheSourceAreProblemsInTheSource() {
    project.file("src/bad.ts", "export default async () => {\n  return (;\n};\n");
    project.file("src/lost.ts", "import './nowhere'; export default 1;");

    assertThat(project.packager().problem(project.function("src/bad.ts", "index.default")))
        .satisfies(problem -> assertThat(problem.code()).isEqualTo("ARTIFACT_BUNDLE_FAILED"))
        .satisfies(problem -> assertThat(problem.location()).hasToString("src/bad.ts:2:11"));
    assertThat(
            project.packager().problem(project.function("src/lost.ts", "index.default")).message())
        .isEqualTo("Could not resolve \"./nowhere\".");
  }

  @Test
  void awaitAtTheTopNeedsModules() {
    project.file("src/await.ts", "export default await Promise.resolve(() => 1);");

    Problem problem =
        project
            .runtime("nodejs20.x")
            .packager()
            .problem(project.function("src/await.ts", "index.default"));

    assertThat(problem.hint()).contains("outputModuleFormat to esm");
  }

  @Test
  void theSdkIsBundledWhenItIsInstalledAndLeftToLambdaWhenNot() {
    project.file(
        "src/sdk.ts",
        "import { A } from '@aws-sdk/client-a'; import { B } from '@aws-sdk/client-b';"
            + " export default async () => [A, B];");
    project.installed("@aws-sdk/client-a", "{\"name\":\"@aws-sdk/client-a\"}", "exports.A = 'a';");

    String bundle = contents(project.build("src/sdk.ts", "index.default")).get("index.mjs");

    assertThat(bundle).contains("exports.A = \"a\"", "from \"@aws-sdk/client-b\"");
  }

  @Test
  void decoratorMetadataIsRefused() {
    project.options(new JavaScriptOptions(null, true, List.of(), null, true, null));

    Problem problem = project.packager().problem(project.function("src/index.ts", "index.default"));

    assertThat(problem.code()).isEqualTo("FEATURE_NOT_SUPPORTED");
    assertThat(problem.message()).contains("emitTsDecoratorMetadata");
    assertThat(problem.hint()).contains("tsc");
  }

  @Test
  void packagesBesideTheBundleComeWithWhatTheyNeedInTheVersionsThatTheyFind() {
    project
        .installed(
            "big",
            "{\"name\":\"big\",\"version\":\"1.0.0\",\"dependencies\":{\"dep\":\"1\",\"shared\":\"1\"}}",
            "")
        .installed("dep", "{\"name\":\"dep\",\"version\":\"2.0.0\"}", "")
        .installed("big/node_modules/dep", "{\"name\":\"dep\",\"version\":\"1.0.0\"}", "")
        .installed("shared", "{\"name\":\"shared\",\"dependencies\":{\"dep\":\"2\"}}", "")
        .installed("unused", "{\"name\":\"unused\"}", "")
        .file("src/big.ts", "import big from 'big'; export default async () => big;");
    project.options(null, true, "big");

    Map<String, String> contents = contents(project.build("src/big.ts", "index.default"));

    assertThat(contents.get("index.mjs")).contains("from \"big\"");
    assertThat(contents.keySet())
        .contains(
            "node_modules/big/package.json",
            "node_modules/shared/package.json",
            "node_modules/dep/package.json")
        .noneMatch(path -> path.contains("unused"));
    assertThat(contents.get("node_modules/dep/package.json")).contains("1.0.0");
    assertThat(contents.get("node_modules/shared/node_modules/dep/package.json")).contains("2.0.0");
  }

  @Test
  void aDependencyThatIsExcludedIsNeitherBundledNorPackaged() {
    project
        .installed("big", "{\"name\":\"big\",\"dependencies\":{\"dep\":\"1\"}}", "")
        .installed("dep", "{\"name\":\"dep\"}", "")
        .file("src/big.ts", "import big from 'big'; export default async () => big;")
        .options(null, true, "big")
        .files(List.of(), List.of(), List.of("dep"));

    assertThat(contents(project.build("src/big.ts", "index.default")).keySet())
        .contains("node_modules/big/index.js")
        .noneMatch(path -> path.contains("dep"));
  }

  @Test
  void filesAreIncludedWhereTheyLieAndSecretsAreNot() {
    project
        .file("templates/a.html", "A")
        .file("templates/deep/b.html", "B")
        .file("templates/c.txt", "C")
        .file("templates/.env", "KEY=1")
        .files(List.of("./templates/**/*.{html,txt}", "none/*"), List.of("**/c.txt"), List.of());
    Packager packager = project.packager();

    Artifact artifact = packager.buildOne(project.function("src/index.ts", "index.default"));

    assertThat(contents(artifact))
        .containsOnlyKeys(
            "index.mjs", "index.mjs.map", "templates/a.html", "templates/deep/b.html");
    assertThat(packager.warnings())
        .extracting(Problem::code)
        .containsExactly("ARTIFACT_NOTHING_INCLUDED");
    for (String pattern : List.of("templates/.env", "templates/**")) {
      project.files(List.of(pattern), List.of(), List.of());
      Packager again = project.packager();
      assertThat(contents(again.buildOne(project.function("src/index.ts", "index.default"))))
          .doesNotContainKey("templates/.env");
      assertThat(again.warnings()).extracting(Problem::code).contains("ARTIFACT_FILES_LEFT_OUT");
    }
  }

  @Test
  void whatFitsNoPatternIsNoProblem() throws IOException {
    project.file("templates/a.html", "A").file("templates/.env", "KEY=1");
    Files.createSymbolicLink(folder.resolve("templates/out"), folder.resolve("../elsewhere"));
    project.files(List.of("**/*.html"), List.of(), List.of());
    Packager packager = project.packager();

    assertThat(contents(packager.buildOne(project.function("src/index.ts", "index.default"))))
        .containsKey("templates/a.html");
    assertThat(packager.warnings()).isEmpty();
  }

  @Test
  void functionsOfOneFileShareTheirArtifact() {
    List<Artifact> artifacts =
        project
            .packager()
            .build(
                project.function("src/index.ts", "index.default"),
                project.function("src/index.ts", "index.other"));

    assertThat(artifacts).extracting(Artifact::digest).containsOnly(artifacts.get(0).digest());
  }

  @Test
  void theFolderOfTheProjectDoesNotShow(@TempDir Path elsewhere) {
    NodeProject same =
        new NodeProject(elsewhere.resolve("deeper/than/that"))
            .file("src/index.ts", HANDLER)
            .file("src/greeting.ts", GREETING);

    assertThat(same.build("src/index.ts", "index.default").codeSha256())
        .isEqualTo(project.build("src/index.ts", "index.default").codeSha256());
  }

  @Test
  void whatIsBundledChangesTheDigestAndNothingElseDoes() {
    String before = project.build("src/index.ts", "index.default").digest();

    project.file("src/unused.ts", "export {};").file("README.md", "x").file(".env", "A=1");
    assertThat(project.build("src/index.ts", "index.default").digest()).isEqualTo(before);

    project.file("src/greeting.ts", GREETING.replace("Hello", "Bye"));
    assertThat(project.build("src/index.ts", "index.default").digest()).isNotEqualTo(before);
  }
}
