package dev.stacktape.mcp.tool;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a tool has to say.
 *
 * @param text short Markdown for whoever reads along
 * @param content the same for programs
 */
public record Answer(String text, Map<String, Object> content) {
  public Answer {
    content = Collections.unmodifiableMap(new LinkedHashMap<>(content));
  }
}
