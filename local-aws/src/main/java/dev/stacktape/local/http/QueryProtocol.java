package dev.stacktape.local.http;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsRequest;
import dev.stacktape.local.AwsResponse;
import java.util.function.Consumer;

/**
 * AWS's query protocol: a form comes in, XML goes out. Parameters are read with {@link
 * FormParameters}.
 *
 * @param namespace the service's XML namespace, such as {@code
 *     https://sts.amazonaws.com/doc/2011-06-15/}
 */
public record QueryProtocol(String namespace) {

  /** The operation that a request names; empty when it names none. */
  public String operation(AwsRequest request) {
    return FormParameters.of(request).action();
  }

  /** An answer with a result: {@code <XResponse><XResult>..</XResult>..</XResponse>}. */
  public AwsResponse ok(AwsRequest request, String action, Consumer<XmlWriter> result) {
    return answer(request, action, xml -> xml.element(action + "Result", result));
  }

  /** An answer of an operation whose model has no result. */
  public AwsResponse ok(AwsRequest request, String action) {
    return answer(request, action, xml -> {});
  }

  private AwsResponse answer(AwsRequest request, String action, Consumer<XmlWriter> result) {
    return AwsResponse.xml(
        200,
        XmlWriter.document(
            action + "Response",
            namespace,
            xml -> {
              result.accept(xml);
              xml.element("ResponseMetadata", meta -> meta.text("RequestId", request.id()));
            }));
  }

  /** An error: {@code <ErrorResponse><Error><Type/><Code/><Message/></Error>..}. */
  public AwsResponse error(AwsError error, String requestId) {
    return AwsResponse.xml(
        error.status(),
        XmlWriter.document(
            "ErrorResponse",
            namespace,
            xml ->
                xml.element(
                        "Error",
                        detail ->
                            detail
                                .text("Type", error.status() < 500 ? "Sender" : "Receiver")
                                .text("Code", error.code())
                                .text("Message", error.getMessage()))
                    .text("RequestId", requestId)));
  }
}
