package dev.stacktape.it;

import dev.stacktape.template.CfnResource;
import dev.stacktape.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where our template and another one of the same config are not the same.
 *
 * @param kind what is not the same
 * @param type of the CloudFormation resource; empty for outputs
 * @param id the logical id, or the key of an output
 * @param path of the property, with {@code []} for every item of a list; empty for the whole
 * @param theirs the value there
 * @param ours the value here
 */
record TemplateDifference(
    Kind kind,
    String type,
    String id,
    String path,
    @Nullable Object theirs,
    @Nullable Object ours) {

  enum Kind {
    /** A resource or output that only the other template has. */
    MISSING,
    /** A resource or output that only ours has. */
    EXTRA,
    /** A property of a resource that both have. */
    PROPERTY
  }

  /** All differences, in the order of logical ids. */
  static List<TemplateDifference> between(Template theirs, Template ours) {
    List<TemplateDifference> found = new ArrayList<>();
    for (String id : union(theirs.resources(), ours.resources())) {
      CfnResource there = theirs.resources().get(id);
      CfnResource here = ours.resources().get(id);
      if (here == null || there == null || !here.type().equals(there.type())) {
        if (there != null) {
          found.add(new TemplateDifference(Kind.MISSING, there.type(), id, "", there, null));
        }
        if (here != null) {
          found.add(new TemplateDifference(Kind.EXTRA, here.type(), id, "", null, here));
        }
      } else {
        Comparison comparison = new Comparison(here.type(), id, found);
        comparison.compare("", there.properties(), here.properties());
        comparison.compare("DeletionPolicy", there.deletionPolicy(), here.deletionPolicy());
        comparison.compare(
            "UpdateReplacePolicy", there.updateReplacePolicy(), here.updateReplacePolicy());
      }
    }
    for (String key : union(theirs.outputs(), ours.outputs())) {
      if (!ours.outputs().containsKey(key)) {
        found.add(new TemplateDifference(Kind.MISSING, "", key, "", null, null));
      } else if (!theirs.outputs().containsKey(key)) {
        found.add(new TemplateDifference(Kind.EXTRA, "", key, "", null, null));
      }
    }
    return found;
  }

  private static TreeSet<String> union(Map<String, ?> one, Map<String, ?> other) {
    TreeSet<String> all = new TreeSet<>(one.keySet());
    all.addAll(other.keySet());
    return all;
  }

  private record Comparison(String type, String id, List<TemplateDifference> found) {

    void compare(String path, @Nullable Object theirs, @Nullable Object ours) {
      if (theirs instanceof Map<?, ?> there && ours instanceof Map<?, ?> here) {
        TreeSet<Object> keys = new TreeSet<>(there.keySet());
        keys.addAll(here.keySet());
        for (Object key : keys) {
          compare(path.isEmpty() ? "" + key : path + "." + key, there.get(key), here.get(key));
        }
      } else if (theirs instanceof List<?> there
          && ours instanceof List<?> here
          && there.size() == here.size()) {
        for (int i = 0; i < here.size(); i++) {
          compare(path + "[]", there.get(i), here.get(i));
        }
      } else if (!Objects.equals(theirs, ours) && !isSameText(theirs, ours)) {
        found.add(new TemplateDifference(Kind.PROPERTY, type, id, path, theirs, ours));
      }
    }

    /** Where CloudFormation wants a text, a number and a text of it are the same. */
    private static boolean isSameText(@Nullable Object one, @Nullable Object other) {
      return one != null && other != null && one.toString().equals(other.toString());
    }
  }
}
