package dev.stacktape.stack;

import dev.stacktape.config.Config;
import dev.stacktape.config.StandIn;
import dev.stacktape.problem.Problems;
import dev.stacktape.resource.Draft;
import dev.stacktape.template.CfnResource;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Puts values that are known only during deployment where the values go that stood in for them.
 *
 * <p>No type has to know of them: what is drafted with one value is compared with what is drafted
 * with another. Where both are there as they are, CloudFormation can put in what it finds out.
 * Where they make any other difference, the template depends on the value, which is a problem.
 */
final class StandInPlaces {
  private final StackModel model;
  private final BiFunction<StackModel, Problems, Draft> drafting;
  private final Problems problems;

  /**
   * @param model of a config in which all that stands in fits
   * @param problems takes {@code CONFIG_NOT_KNOWN_YET}
   */
  StandInPlaces(
      StackModel model, BiFunction<StackModel, Problems, Draft> drafting, Problems problems) {
    this.model = model;
    this.drafting = drafting;
    this.problems = problems;
  }

  /** The draft with directives, as text, in place of what stands in for them. */
  Draft settled(Draft draft) {
    List<StandIn> standIns = model.config().standIns();
    if (standIns.isEmpty() || problems.hasErrors()) {
      return draft;
    }
    Map<String, Object> outcome = tree(draft);
    for (int i = 0; i < standIns.size(); i++) {
      Map<String, Object> with = withDirective(i, draft, outcome);
      if (with == null) {
        problems.add(standIns.get(i).notKnown());
      } else {
        outcome = with;
      }
    }
    return draft(draft, outcome);
  }

  /** The outcome with one more directive; null where its value makes another difference. */
  private @Nullable Map<String, Object> withDirective(
      int position, Draft draft, Map<String, Object> outcome) {
    Iterator<Config> variants = model.config().variantsOf(position).iterator();
    while (variants.hasNext()) {
      Config variant = variants.next();
      Problems found = new Problems();
      StackModel other = StackModel.checked(variant, model.target(), model.modules(), found);
      if (found.hasErrors()) {
        continue;
      }
      Draft otherDraft = drafting.apply(other, found);
      if (found.hasErrors() || !otherDraft.artifacts().equals(draft.artifacts())) {
        return null;
      }
      StandIn standIn = model.config().standIns().get(position);
      Comparison comparison = new Comparison(standIn, variant.standIns().get(position).sample());
      Object with = comparison.put(outcome, tree(draft), tree(otherDraft));
      return comparison.isFit() ? map(with) : null;
    }
    return null;
  }

  /** One value against another. */
  private static final class Comparison {
    private final String directive;
    private final Object one;
    private final Object other;
    private boolean found;
    private boolean unfit;

    Comparison(StandIn standIn, Object other) {
      this.directive = standIn.directive();
      this.one = standIn.sample();
      this.other = other;
    }

    /** Whether both values are there, and nothing else differs. */
    boolean isFit() {
      return found && !unfit;
    }

    /**
     * @param outcome what {@code here} has become, where that has been compared before
     */
    Object put(Object outcome, Object here, Object there) {
      if (Objects.equals(here, there)) {
        return outcome;
      }
      if (isSame(here, one) && isSame(there, other)) {
        found = true;
        return directive;
      }
      if (here instanceof Map<?, ?> map
          && there instanceof Map<?, ?> otherMap
          && List.copyOf(map.keySet()).equals(List.copyOf(otherMap.keySet()))) {
        Map<String, Object> with = new LinkedHashMap<>();
        map.forEach(
            (key, value) ->
                with.put(String.valueOf(key), put(at(outcome, key), value, at(otherMap, key))));
        return with;
      }
      if (here instanceof List<?> list
          && there instanceof List<?> otherList
          && list.size() == otherList.size()) {
        List<Object> with = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
          with.add(put(((List<?>) outcome).get(i), list.get(i), otherList.get(i)));
        }
        return with;
      }
      unfit = true;
      return outcome;
    }

    private static Object at(Object map, Object key) {
      return Objects.requireNonNull(((Map<?, ?>) map).get(key));
    }

    /** Whether a template has the value as it is; in a template numbers may be text. */
    private static boolean isSame(Object found, Object sample) {
      return sample instanceof List<?> ? sample.equals(found) : text(found).equals(text(sample));
    }

    private static String text(Object value) {
      return value instanceof Number
          ? new BigDecimal(value.toString()).stripTrailingZeros().toPlainString()
          : String.valueOf(value);
    }
  }

  // ---- drafts as trees ----

  private static Map<String, Object> tree(Draft draft) {
    Map<String, Object> resources = new LinkedHashMap<>();
    draft
        .resources()
        .forEach(
            (id, resource) ->
                resources.put(
                    id,
                    List.of(
                        resource.type(),
                        resource.properties(),
                        List.copyOf(resource.dependsOn()),
                        resource.attributes())));
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("resources", resources);
    tree.put("outputs", draft.outputs());
    tree.put("rest", rest(draft));
    return tree;
  }

  /** What must not depend on a value. */
  private static List<Object> rest(Draft draft) {
    return List.of(draft.contents(), List.copyOf(draft.lookups().keySet()));
  }

  private static Draft draft(Draft draft, Map<String, Object> tree) {
    Draft settled = new Draft(new Problems());
    draft
        .resources()
        .forEach(
            (id, resource) -> {
              List<?> parts = (List<?>) Objects.requireNonNull(map(tree.get("resources")).get(id));
              settled.add(
                  id,
                  new CfnResource(
                      resource.type(), map(parts.get(1)), resource.dependsOn(), map(parts.get(3))),
                  Objects.requireNonNull(draft.origins().get(id)));
            });
    map(tree.get("outputs")).forEach((key, output) -> settled.addOutput(key, map(output)));
    draft.lookups().forEach(settled::lookUp);
    draft.artifacts().forEach(settled::add);
    draft.contents().forEach(settled::add);
    return settled;
  }

  @SuppressWarnings("unchecked") // trees have text as keys
  private static Map<String, Object> map(@Nullable Object tree) {
    return (Map<String, Object>) Objects.requireNonNull(tree);
  }
}
