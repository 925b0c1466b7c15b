package dev.stacktape.local.http;

import dev.stacktape.local.AwsError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** An element of an XML document that came in. Namespaces are not looked at, as S3 does not. */
public final class XmlElement {
  private final Element element;

  private XmlElement(Element element) {
    this.element = element;
  }

  /**
   * The root of a document.
   *
   * @throws AwsError {@code MalformedXML} with AWS's words
   */
  public static XmlElement parse(byte[] xml) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      // No document type, so no entities that expand without end or read files.
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      // The default handler prints to the console; this one is quiet until an error ends it.
      builder.setErrorHandler(new DefaultHandler());
      return new XmlElement(builder.parse(new ByteArrayInputStream(xml)).getDocumentElement());
    } catch (SAXException | IOException e) {
      throw malformed();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The error for a document that is not what it should be. */
  public static AwsError malformed() {
    return new AwsError(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published"
            + " schema");
  }

  /** Its name without a prefix. */
  public String name() {
    return element.getLocalName();
  }

  /** Its text, and that of everything in it. */
  public String text() {
    return element.getTextContent();
  }

  /** The child elements of a name, in order. */
  public List<XmlElement> children(String name) {
    List<XmlElement> children = new ArrayList<>();
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child && child.getLocalName().equals(name)) {
        children.add(new XmlElement(child));
      }
    }
    return children;
  }

  /** The first child element of a name, or null. */
  public @Nullable XmlElement child(String name) {
    List<XmlElement> children = children(name);
    return children.isEmpty() ? null : children.get(0);
  }

  /** The text of the first child element of a name, or null. */
  public @Nullable String text(String name) {
    XmlElement child = child(name);
    return child == null ? null : child.text();
  }
}
