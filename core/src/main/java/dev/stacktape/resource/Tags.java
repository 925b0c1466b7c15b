package dev.stacktape.resource;

import dev.stacktape.name.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tags in their order; of two with the same key the first holds.
 *
 * @param byKey values by key
 */
public record Tags(Map<String, String> byKey) {

  public Tags {
    byKey = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(byKey));
  }

  /** The tags of a stack: those that the user asks for, then those that name it as ours. */
  public static Tags ofStack(List<Tag> wanted, Target target) {
    Map<String, String> tags = new LinkedHashMap<>();
    wanted.forEach(tag -> tags.putIfAbsent(tag.name(), tag.value()));
    tags.putIfAbsent("stp:stack-name", target.stackName());
    tags.putIfAbsent("stp:project-name", target.project());
    tags.putIfAbsent("stp:stage", target.stage());
    tags.putIfAbsent("stp:globally-unique-stack-hash", target.hash());
    return new Tags(tags);
  }

  /** These tags behind those of one resource. */
  public Tags after(List<Tag> own) {
    Map<String, String> tags = new LinkedHashMap<>();
    own.forEach(tag -> tags.putIfAbsent(tag.name(), tag.value()));
    byKey.forEach(tags::putIfAbsent);
    return new Tags(tags);
  }

  /** In the form that most CloudFormation types take. */
  public List<Map<String, String>> toList() {
    List<Map<String, String>> list = new ArrayList<>();
    byKey.forEach(
        (key, value) -> {
          Map<String, String> tag = new LinkedHashMap<>();
          tag.put("Key", key);
          tag.put("Value", value);
          list.add(tag);
        });
    return list;
  }
}
