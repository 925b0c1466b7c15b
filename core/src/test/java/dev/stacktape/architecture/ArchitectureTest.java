package dev.stacktape.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A rule that no test runs is a wish; these are the rules of the code base that are run. */
class ArchitectureTest {

  /** From the ground up: a package may use those before it and nothing after it. */
  private static final List<String> ORDER =
      List.of(
          "file",
          "problem",
          "event",
          "esbuild",
          "program",
          "config",
          "template",
          "name",
          "artifact",
          "resource",
          "sdk",
          "stack",
          "starter",
          "plan",
          "aws",
          "deploy",
          "operate");

  private static JavaClasses core;

  @BeforeAll
  static void readClasses() {
    core =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.stacktape");
  }

  @Test
  void anImportOnlyGoesUpTheList() {
    for (int i = 0; i < ORDER.size(); i++) {
      String[] later =
          ORDER.subList(i + 1, ORDER.size()).stream()
              .map(name -> "dev.stacktape." + name + "..")
              .toArray(String[]::new);
      if (later.length > 0) {
        noClasses()
            .that(resideInAPackage("dev.stacktape." + ORDER.get(i) + ".."))
            .should()
            .dependOnClassesThat(resideInAnyPackage(later))
            .because("the packages of the engine have one order, and the design says which")
            .check(core);
      }
      noClasses()
          .that(resideInAPackage("dev.stacktape." + ORDER.get(i) + ".."))
          .should()
          .dependOnClassesThat(resideInAPackage("dev.stacktape"))
          .because("the root package is the engine's door, and nothing inside goes through it")
          .check(core);
    }
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.stacktape.(**)").should().beFreeOfCycles().check(core);
  }

  @Test
  void everyPackageOfTheEngineStandsInTheList() {
    classes()
        .that(resideInAPackage("dev.stacktape.."))
        .should()
        .resideInAnyPackage(
            java.util.stream.Stream.concat(
                    java.util.stream.Stream.of("dev.stacktape"),
                    ORDER.stream().map(name -> "dev.stacktape." + name + ".."))
                .toArray(String[]::new))
        .because("a new package needs its place in the order")
        .check(core);
  }

  @Test
  void onlyThreePackagesKnowTheAwsSdk() {
    noClasses()
        .that(
            resideInAPackage("dev.stacktape..")
                .and(
                    com.tngtech.archunit.base.DescribedPredicate.not(
                        resideInAnyPackage(
                            "dev.stacktape.aws..",
                            "dev.stacktape.deploy..",
                            "dev.stacktape.operate.."))))
        .should()
        .dependOnClassesThat(resideInAPackage("software.amazon.awssdk.."))
        .because("what stands before the template is free of AWS types")
        .check(core);
  }

  @Test
  void nobodyPrintsOrLogs() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS
        .because("what a user reads goes out as events and problems")
        .check(core);
    NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(core);
  }

  @Test
  void nobodyEndsTheJvm() {
    noClasses()
        .should()
        .callMethod(System.class, "exit", int.class)
        .because("several operations run in one JVM side by side")
        .check(core);
  }

  @Test
  void namesSayWhatAClassIs() {
    noClasses()
        .should()
        // A package manager is what Python and Node.js call their installers.
        .haveNameMatching(".*((?<!Package)Manager|Helper|Utils?|Service|Processor|Common|Impl)")
        .because("such classes have no idea of their own, and grow")
        .check(core);
  }
}
