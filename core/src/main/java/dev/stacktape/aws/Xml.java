package dev.stacktape.aws;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads answers in XML. */
final class Xml {
  private Xml() {}

  /** What was read is no XML. */
  static final class MalformedException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedException(SAXException cause) {
      super(cause);
    }
  }

  /** The root of a document. Document types, and with them entities, are refused. */
  static Element read(InputStream in) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      // The default writes to the error stream.
      builder.setErrorHandler(new DefaultHandler());
      return builder.parse(in).getDocumentElement();
    } catch (SAXException e) {
      throw new MalformedException(e);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("Every Java has a parser with these features", e);
    }
  }

  /** The text of a child; empty when there is none. */
  static String text(Element parent, String name) {
    for (Element child : children(parent)) {
      if (child.getTagName().equals(name)) {
        return child.getTextContent().strip();
      }
    }
    return "";
  }

  /** The entries of a list that is a child. */
  static List<Element> items(Element parent, String name) {
    for (Element child : children(parent)) {
      if (child.getTagName().equals(name)) {
        return children(child);
      }
    }
    return List.of();
  }

  /** The first element of that name, however deep. */
  static @Nullable Element first(Element parent, String name) {
    return parent.getElementsByTagName(name).item(0) instanceof Element found ? found : null;
  }

  private static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    NodeList nodes = parent.getChildNodes();
    for (int i = 0; i < nodes.getLength(); i++) {
      Node node = nodes.item(i);
      if (node instanceof Element child) {
        children.add(child);
      }
    }
    return children;
  }
}
