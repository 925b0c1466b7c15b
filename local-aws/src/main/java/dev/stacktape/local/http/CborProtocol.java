package dev.stacktape.local.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsRequest;
import dev.stacktape.local.AwsResponse;
import dev.stacktape.local.value.Document;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Smithy's RPC v2 in CBOR: the operation is named by the path, input and output are maps. A service
 * that spoke the query protocol before names its errors in both.
 *
 * @param errorNamespace what stands before {@code #} in an error's {@code __type}
 * @see <a href="https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html">Smithy RPC v2
 *     CBOR</a>
 */
public record CborProtocol(String errorNamespace) {
  private static final String PROTOCOL = "smithy-protocol";
  private static final String NAME = "rpc-v2-cbor";

  /** Seconds since 1970, as RFC 8949 has it. */
  private static final int TIME = 1;

  private static final ObjectMapper CBOR =
      new CBORMapper()
          .registerModule(new SimpleModule().addSerializer(Instant.class, new SecondsSince1970()));
  private static final TypeReference<LinkedHashMap<String, Object>> MAP = new TypeReference<>() {};

  /** Whether a request is in this protocol. */
  public static boolean speaks(AwsRequest request) {
    return NAME.equals(request.header(PROTOCOL));
  }

  /** The operation that a request names: {@code /service/<Service>/operation/<Operation>}. */
  public static String operation(AwsRequest request) {
    return request.path().substring(request.path().lastIndexOf('/') + 1);
  }

  /**
   * The input; an empty body is an empty map. Times are seconds since 1970.
   *
   * @throws AwsError {@code SerializationException} when the body is not a map in CBOR
   */
  public static Document read(AwsRequest request) {
    byte[] body = request.bytes();
    if (body.length == 0) {
      return Document.empty();
    }
    try {
      return new Document(CBOR.readValue(body, MAP));
    } catch (IOException e) {
      throw new AwsError(
          400, "SerializationException", "Could not parse request body: " + e.getMessage());
    }
  }

  /** An answer: maps, lists, texts, numbers, booleans and {@link Instant}s. */
  public AwsResponse ok(Map<String, ?> output) {
    return answer(200, output);
  }

  /** An error: {@code {"__type":..,"message":..}}, and its name in the query protocol. */
  public AwsResponse error(AwsError error) {
    return answer(
            error.status(),
            Map.of(
                "__type",
                errorNamespace + "#" + error.code(),
                "message",
                String.valueOf(error.getMessage())))
        .header(
            "x-amzn-query-error", error.code() + (error.status() < 500 ? ";Sender" : ";Receiver"));
  }

  private static AwsResponse answer(int status, Map<String, ?> body) {
    try {
      return new AwsResponse(
          status,
          Map.of("Content-Type", "application/cbor", PROTOCOL, NAME),
          CBOR.writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Not a plain value", e);
    }
  }

  private static final class SecondsSince1970 extends StdSerializer<Instant> {
    private static final long serialVersionUID = 1L;

    SecondsSince1970() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant time, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      ((CBORGenerator) out).writeTag(TIME);
      out.writeNumber(time.toEpochMilli() / 1000.0);
    }
  }
}
