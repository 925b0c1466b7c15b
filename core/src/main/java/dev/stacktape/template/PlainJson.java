package dev.stacktape.template;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON of plain maps, lists, text, numbers and booleans, token by token. What binds JSON to classes
 * takes a third of a second to load, and every operation writes a template and reads schemas.
 */
final class PlainJson {
  private static final JsonFactory JSON =
      JsonFactory.builder().build().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);

  private PlainJson() {}

  /** Without any white space. */
  static String write(Object tree) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(text)) {
      write(tree, generator);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(@Nullable Object value, JsonGenerator to) throws IOException {
    if (value == null) {
      to.writeNull();
    } else if (value instanceof Map<?, ?> map) {
      to.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        to.writeFieldName(String.valueOf(entry.getKey()));
        write(entry.getValue(), to);
      }
      to.writeEndObject();
    } else if (value instanceof Iterable<?> list) {
      to.writeStartArray();
      for (Object item : list) {
        write(item, to);
      }
      to.writeEndArray();
    } else if (value instanceof Boolean flag) {
      to.writeBoolean(flag);
    } else if (value instanceof Number number) {
      writeNumber(number, to);
    } else {
      to.writeString(value.toString());
    }
  }

  private static void writeNumber(Number number, JsonGenerator to) throws IOException {
    if (number instanceof BigDecimal decimal) {
      to.writeNumber(decimal);
    } else if (number instanceof BigInteger integer) {
      to.writeNumber(integer);
    } else if (number instanceof Double || number instanceof Float) {
      to.writeNumber(number.doubleValue());
    } else {
      to.writeNumber(number.longValue());
    }
  }

  /**
   * Reads a document.
   *
   * @throws IOException when it is not JSON
   */
  static @Nullable Object read(String text) throws IOException {
    try (JsonParser parser = JSON.createParser(text)) {
      parser.nextToken();
      return value(parser);
    }
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> map(parser);
      case START_ARRAY -> list(parser);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
      default -> parser.getText();
    };
  }

  private static Map<String, @Nullable Object> map(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      map.put(key, value(parser));
    }
    return map;
  }

  private static List<@Nullable Object> list(JsonParser parser) throws IOException {
    List<@Nullable Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(parser));
    }
    return list;
  }
}
