package dev.stacktape.local.http;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes XML elements one after the other. Null values are left out, as AWS leaves them out. */
public final class XmlWriter {
  private final StringBuilder out = new StringBuilder();

  /**
   * A whole document.
   *
   * @param root name of the root element
   * @param namespace its XML namespace; empty for none
   */
  public static String document(String root, String namespace, Consumer<XmlWriter> content) {
    XmlWriter xml = new XmlWriter();
    xml.out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    String attributes = namespace.isEmpty() ? "" : " xmlns=\"" + escape(namespace) + "\"";
    return xml.element(root, attributes, content).toString();
  }

  /** An element with text; left out when the value is null. */
  public XmlWriter text(String name, @Nullable Object value) {
    if (value != null) {
      out.append('<').append(name).append('>');
      out.append(escape(String.valueOf(value)));
      out.append("</").append(name).append('>');
    }
    return this;
  }

  /** An element with elements in it. */
  public XmlWriter element(String name, Consumer<XmlWriter> content) {
    return element(name, "", content);
  }

  /**
   * An element with elements and attributes.
   *
   * @param attributes as they stand in XML, with a leading space; already escaped
   */
  public XmlWriter element(String name, String attributes, Consumer<XmlWriter> content) {
    out.append('<').append(name).append(attributes).append('>');
    content.accept(this);
    out.append("</").append(name).append('>');
    return this;
  }

  /** A list as the query protocol writes it: {@code <Name><member>..</member>..</Name>}. */
  public <T> XmlWriter members(
      String name, Iterable<? extends T> items, BiConsumer<XmlWriter, T> item) {
    return list(name, "member", items, item);
  }

  /** A list of texts as the query protocol writes it. */
  public XmlWriter members(String name, Iterable<String> items) {
    return element(name, xml -> items.forEach(item -> xml.text("member", item)));
  }

  /** A plain value as the query protocol writes it; left out when it is null. */
  public XmlWriter value(String name, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return element(name, xml -> xml.fields(map));
    }
    if (value instanceof List<?> list) {
      return element(name, xml -> list.forEach(item -> xml.value("member", item)));
    }
    return text(name, value);
  }

  /** What is in a map, each under its name. */
  public XmlWriter fields(Map<?, ?> map) {
    map.forEach((name, value) -> value(String.valueOf(name), value));
    return this;
  }

  /** A list in an element of its own, each item in an element of the given name. */
  public <T> XmlWriter list(
      String name, String itemName, Iterable<? extends T> items, BiConsumer<XmlWriter, T> item) {
    return element(name, xml -> xml.flat(itemName, items, item));
  }

  /** A list without an element of its own, as S3 writes it. */
  public <T> XmlWriter flat(
      String itemName, Iterable<? extends T> items, BiConsumer<XmlWriter, T> item) {
    for (T value : items) {
      element(itemName, xml -> item.accept(xml, value));
    }
    return this;
  }

  @Override
  public String toString() {
    return out.toString();
  }

  /** Escapes text; control characters that XML 1.0 cannot hold become a replacement character. */
  public static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        // A parser would turn these into plain spaces or line feeds.
        case '\r' -> escaped.append("&#13;");
        case '\n', '\t' -> escaped.append(c);
        default -> escaped.append(c < 0x20 || c == 0xFFFE || c == 0xFFFF ? '\uFFFD' : c);
      }
    }
    return escaped.toString();
  }
}
