package dev.stacktape.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the policy documents of a resource allow and deny, taken apart into one right each: one
 * action on one resource by one principal. Values that only AWS can compute are compared as they
 * are written.
 *
 * @param allowances what is allowed
 * @param denials what is denied
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">
 *     Grammar of the IAM JSON policy language</a>
 */
record Grants(Set<Grant> allowances, Set<Grant> denials) {

  /**
   * One right.
   *
   * @param principal whom it is given to; empty where the policy hangs on the principal itself
   * @param condition the conditions as text; empty where there are none
   */
  record Grant(String action, String resource, String principal, String condition) {

    /** Whether whoever has this right has the other one too. */
    boolean covers(Grant other) {
      return (condition.isEmpty() || condition.equals(other.condition))
          && matches(action, other.action)
          && matches(resource, other.resource)
          && matches(principal, other.principal);
    }

    private static boolean matches(String pattern, String text) {
      return pattern.equals(text)
          || pattern.equals("*")
          || (pattern.endsWith("*")
              && pattern.indexOf('*') == pattern.length() - 1
              && text.startsWith(pattern.substring(0, pattern.length() - 1)));
    }

    /** Whether everybody has it, or whether it is everything. */
    boolean isUnlimited() {
      boolean everybody = principal.equals("*") && condition.isEmpty();
      boolean everything = action.equals("*") && resource.equals("*");
      return everybody || everything;
    }
  }

  /** The rights in everything that looks like a policy document below a value. */
  static Grants in(@Nullable Object value) {
    Grants grants = new Grants(new LinkedHashSet<>(), new LinkedHashSet<>());
    grants.collect(value);
    return grants;
  }

  /** Whether something is allowed here that was not allowed there. */
  boolean allowsMoreThan(Grants before) {
    return allowances.stream()
        .anyMatch(grant -> before.allowances.stream().noneMatch(had -> had.covers(grant)));
  }

  /** The rights that everybody has, or that are everything. */
  List<Grant> unlimited() {
    return allowances.stream().filter(Grant::isUnlimited).toList();
  }

  private void collect(@Nullable Object value) {
    if (value instanceof List<?> list) {
      list.forEach(this::collect);
    } else if (value instanceof Map<?, ?> map) {
      if (map.get("Statement") instanceof List<?> statements) {
        statements.forEach(this::statement);
      } else if (map.containsKey("Statement")) {
        statement(map.get("Statement"));
      } else {
        map.values().forEach(this::collect);
      }
    }
  }

  private void statement(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> statement)) {
      return;
    }
    Set<Grant> side = "Deny".equals(statement.get("Effect")) ? denials : allowances;
    String condition = statement.containsKey("Condition") ? text(statement.get("Condition")) : "";
    for (String action : either(statement, "Action")) {
      for (String resource : either(statement, "Resource")) {
        for (String principal : principals(statement)) {
          side.add(new Grant(action.toLowerCase(Locale.ROOT), resource, principal, condition));
        }
      }
    }
  }

  /** {@code NotAction} and its like allow all but a few, which is as good as everything. */
  private static List<String> either(Map<?, ?> statement, String key) {
    if (statement.containsKey(key)) {
      return texts(statement.get(key));
    }
    return List.of(statement.containsKey("Not" + key) ? "*" : "");
  }

  private static List<String> principals(Map<?, ?> statement) {
    if (statement.containsKey("NotPrincipal")) {
      return List.of("*");
    }
    if (!(statement.get("Principal") instanceof Map<?, ?> byKind)) {
      return statement.containsKey("Principal") ? texts(statement.get("Principal")) : List.of("");
    }
    List<String> all = new ArrayList<>();
    for (Object names : byKind.values()) {
      all.addAll(texts(names));
    }
    return all;
  }

  private static List<String> texts(@Nullable Object value) {
    return value instanceof List<?> list
        ? list.stream().map(Grants::text).toList()
        : List.of(text(value));
  }

  /** The same text for equal values, whatever the order of their keys. */
  private static String text(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, String> sorted = new TreeMap<>();
      map.forEach((key, item) -> sorted.put(String.valueOf(key), text(item)));
      return sorted.toString();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Grants::text).collect(Collectors.joining(",", "[", "]"));
    }
    return String.valueOf(value);
  }
}
