package dev.stacktape.local.apigateway;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the route of a request. The most specific one wins: segment by segment a fixed text before
 * a variable before a greedy variable, then the method before {@code ANY}, and {@code $default}
 * last.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html">
 *     Routes of HTTP APIs</a>
 */
final class RouteTable {
  static final String DEFAULT = "$default";

  /**
   * A route that fits.
   *
   * @param parameters path parameters, decoded
   */
  record Match(String routeKey, Map<String, String> parameters) {}

  /** How well a segment of a pattern fits; better ones come first. */
  private enum Fit {
    FIXED,
    VARIABLE,
    GREEDY
  }

  private record Candidate(Match match, List<Fit> fits, boolean any) {}

  private RouteTable() {}

  /**
   * The route of a request, or null when there is none.
   *
   * @param path decoded, without the stage
   */
  static @Nullable Match match(Iterable<String> routeKeys, String method, String path) {
    Candidate best = null;
    boolean fallback = false;
    for (String key : routeKeys) {
      if (key.equals(DEFAULT)) {
        fallback = true;
        continue;
      }
      Candidate candidate = candidate(key, method, path);
      if (candidate != null && (best == null || better(candidate, best))) {
        best = candidate;
      }
    }
    if (best != null) {
      return best.match();
    }
    return fallback ? new Match(DEFAULT, Map.of()) : null;
  }

  private static @Nullable Candidate candidate(String key, String method, String path) {
    int space = key.indexOf(' ');
    String wanted = space < 0 ? "ANY" : key.substring(0, space);
    boolean any = wanted.equals("ANY");
    if (!any && !wanted.equals(method)) {
      return null;
    }
    List<String> pattern = segments(key.substring(space + 1));
    List<String> segments = segments(path);
    Map<String, String> parameters = new LinkedHashMap<>();
    List<Fit> fits = new ArrayList<>();
    for (int i = 0; i < pattern.size(); i++) {
      String part = pattern.get(i);
      if (part.endsWith("+}") && i < segments.size()) {
        String rest = String.join("/", segments.subList(i, segments.size()));
        parameters.put(part.substring(1, part.length() - 2), rest);
        fits.add(Fit.GREEDY);
        return rest.isEmpty() ? null : new Candidate(new Match(key, parameters), fits, any);
      }
      if (i >= segments.size() || !fits(part, segments.get(i), parameters)) {
        return null;
      }
      fits.add(part.startsWith("{") ? Fit.VARIABLE : Fit.FIXED);
    }
    return pattern.size() == segments.size()
        ? new Candidate(new Match(key, parameters), fits, any)
        : null;
  }

  private static boolean fits(String part, String segment, Map<String, String> parameters) {
    if (part.startsWith("{") && part.endsWith("}")) {
      parameters.put(part.substring(1, part.length() - 1), segment);
      return !segment.isEmpty();
    }
    return part.equals(segment);
  }

  private static boolean better(Candidate candidate, Candidate than) {
    int common = Math.min(candidate.fits().size(), than.fits().size());
    for (int i = 0; i < common; i++) {
      int order = candidate.fits().get(i).compareTo(than.fits().get(i));
      if (order != 0) {
        return order < 0;
      }
    }
    if (candidate.fits().size() != than.fits().size()) {
      return candidate.fits().size() > than.fits().size();
    }
    return !candidate.any() && than.any();
  }

  private static List<String> segments(String path) {
    return Arrays.asList(path.substring(Math.min(1, path.length())).split("/", -1));
  }
}
