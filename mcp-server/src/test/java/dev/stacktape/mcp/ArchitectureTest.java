package dev.stacktape.mcp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses SERVER =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.stacktape.mcp");

  /** Another line of the protocol is another adapter, and nothing else changes. */
  @Test
  void onlyTheAdaptersKnowTheProtocolsLibrary() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.stacktape.mcp.protocol", "dev.stacktape.mcp.http")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.modelcontextprotocol..")
        .check(SERVER);
  }

  @Test
  void packagesHaveAnOrder() {
    slices().matching("dev.stacktape.mcp.(*)..").should().beFreeOfCycles().check(SERVER);
  }

  /** Standard output is the protocol's. */
  @Test
  void nobodyButTheStartTouchesStandardOutput() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(Main.class.getName())
        .should()
        .accessField(System.class, "out")
        .check(SERVER);
  }

  @Test
  void toolsTalkToAwsThroughTheEngineOnly() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon.awssdk..")
        .check(SERVER);
  }

  @Test
  void namesSayAnIdea() {
    noClasses()
        .should()
        .haveNameMatching(".*(Manager|Helper|Util|Utils|Service|Processor|Common|Impl)")
        .check(SERVER);
  }
}
