package dev.stacktape.local.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The embedded AWS stands in for AWS: it may not know who calls it. */
class LocalAwsArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.stacktape.local");

  @Test
  void itUsesTheEngineForTemplatesAndProblemsOnly() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.stacktape",
            "dev.stacktape.config..",
            "dev.stacktape.name..",
            "dev.stacktape.artifact..",
            "dev.stacktape.resource..",
            "dev.stacktape.stack..",
            "dev.stacktape.plan..",
            "dev.stacktape.aws..",
            "dev.stacktape.deploy..",
            "dev.stacktape.operate..",
            "software.amazon.awssdk..")
        .because("it speaks AWS's protocols, and any AWS client can use it")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.stacktape.local.(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
