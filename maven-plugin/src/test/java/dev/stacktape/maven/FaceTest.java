package dev.stacktape.maven;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The goals are a face of the engine: they go through its door, and know values beyond that. */
class FaceTest {
  private static final JavaClasses GOALS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.stacktape.maven");

  @Test
  void goalsDoNotReachIntoTheEngine() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.stacktape.config..",
            "dev.stacktape.resource..",
            "dev.stacktape.aws..",
            "dev.stacktape.deploy..",
            "software.amazon..",
            "com.fasterxml..",
            "org.snakeyaml..")
        .because("a second face would have to do the same again")
        .check(GOALS);
  }

  @Test
  void goalsTalkThroughTheLogOfMaven() {
    noClasses()
        .that()
        .doNotHaveSimpleName("StatusLine")
        .and()
        .doNotHaveSimpleName("Console")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .because("only the live line of a terminal goes around the log")
        .check(GOALS);
  }
}
