package dev.stacktape.template;

import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Any templates, for property tests. */
final class Trees {
  private Trees() {}

  static Arbitrary<Template> templates() {
    Arbitrary<Map<String, CfnResource>> resources =
        Arbitraries.maps(names(), resources()).ofMaxSize(5);
    Arbitrary<Map<String, Object>> outputs =
        Arbitraries.maps(names(), values().map(value -> (Object) Map.of("Value", value)))
            .ofMaxSize(3);
    return Combinators.combine(
            Arbitraries.strings().ofMaxLength(20).injectNull(0.3), resources, outputs)
        .as(
            (description, all, out) ->
                new Template(description, all, out, Map.of("Metadata", Map.of("a", 1))));
  }

  static Arbitrary<Object> values() {
    return Arbitraries.lazyOf(
        Trees::scalars,
        Trees::scalars,
        Trees::scalars,
        Trees::functions,
        () -> values().list().ofMaxSize(3).map(list -> (Object) list),
        () ->
            Arbitraries.maps(Arbitraries.strings().ofMaxLength(8), values())
                .ofMaxSize(3)
                .map(map -> (Object) new LinkedHashMap<>(map)));
  }

  private static Arbitrary<Object> scalars() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(20).map(text -> (Object) text),
        Arbitraries.of("on", "012", "2026-01-01", "1e3", "~", "a: b", "x\ny\n", "{{resolve:ssm:a}}")
            .map(text -> (Object) text),
        Arbitraries.integers().map(number -> (Object) number),
        Arbitraries.of(true, false).map(flag -> (Object) flag));
  }

  private static Arbitrary<Object> functions() {
    return names()
        .flatMap(
            name ->
                Arbitraries.of(Fn.ref(name), Fn.getAtt(name, "Arn"), Fn.sub("${" + name + "}-x")));
  }

  private static Arbitrary<CfnResource> resources() {
    return Combinators.combine(
            Arbitraries.of("AWS::SQS::Queue", "AWS::Lambda::Function", "Custom::Any"),
            Arbitraries.maps(names(), values()).ofMaxSize(4),
            names().list().uniqueElements().ofMaxSize(2))
        .as((type, properties, depends) -> new CfnResource(type, properties, depends, Map.of()));
  }

  private static Arbitrary<String> names() {
    return Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(6);
  }
}
