package dev.stacktape.local.server;

import dev.stacktape.local.AwsError;
import dev.stacktape.local.AwsRequest;
import dev.stacktape.local.AwsResponse;
import dev.stacktape.local.AwsService;
import dev.stacktape.local.CallLog;
import dev.stacktape.local.Faults;
import dev.stacktape.local.LocalContext;
import dev.stacktape.local.http.JsonProtocol;
import dev.stacktape.local.http.QueryProtocol;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Brings each request to its service: by the credential scope when it is signed, else to the
 * service that claims it, else to S3, which alone has anonymous access. Every call passes the
 * faults on its way.
 */
final class Router implements HttpEndpoint.Handler {
  private static final System.Logger LOG = System.getLogger(Router.class.getName());

  private final LocalContext context;
  private final ControlRoutes control;
  private final CallLog calls;
  private final List<AwsService> services;
  private final Map<String, AwsService> byName = new TreeMap<>();

  Router(LocalContext context, ControlRoutes control, CallLog calls, List<AwsService> services) {
    this.context = context;
    this.control = control;
    this.calls = calls;
    this.services = services;
    services.forEach(service -> byName.put(service.signingName(), service));
  }

  @Override
  public AwsResponse answer(WireRequest wire, InputStream raw)
      throws IOException, HttpEndpoint.EndOfConnection {
    HostName host = HostName.of(wire.header("host"));
    if (!host.isLocal()) {
      // A web page can point a name of its own at 127.0.0.1 and would then be let in.
      return AwsResponse.json(
          403, "application/json", "{\"message\":\"This endpoint answers on loopback only\"}");
    }
    String id = UUID.randomUUID().toString();
    try (SpooledBody body = new SpooledBody(context.state().resolve("tmp"))) {
      try {
        return withIds(answer(id, wire, host, raw, body), id);
      } finally {
        body.discard();
      }
    }
  }

  private AwsResponse answer(
      String id, WireRequest wire, HostName host, InputStream raw, SpooledBody body)
      throws IOException, HttpEndpoint.EndOfConnection {
    AwsService service = null;
    try {
      CredentialScope scope =
          CredentialScope.of(
              wire.headers().containsKey("authorization") ? wire.header("authorization") : null,
              wire.query(),
              context.clock().instant());
      service = byName.get(scope.service());
      wire.readBody(raw, body);
      if (wire.path().startsWith(ControlRoutes.PREFIX)) {
        return control.answer(wire, body);
      }
      AwsRequest request = request(id, wire, scope, body);
      if (!scope.isSigned()) {
        service = services.stream().filter(s -> s.claims(request)).findFirst().orElse(s3());
      }
      if (service == null) {
        return unknown(request);
      }
      refuseForeignQueries(wire, service);
      return call(
          service, service == s3() ? request(id, pathStyle(wire, host), scope, body) : request);
    } catch (AwsError e) {
      return error(service == null ? s3() : service, e, id);
    }
  }

  private static AwsRequest request(
      String id, WireRequest wire, CredentialScope scope, SpooledBody body) {
    return new AwsRequest(
        id,
        wire.method(),
        wire.path(),
        wire.query(),
        wire.headers(),
        body.bytes(),
        body.file(),
        scope.service(),
        scope.region(),
        scope.accessKey());
  }

  private @Nullable AwsService s3() {
    return byName.get("s3");
  }

  private static WireRequest pathStyle(WireRequest wire, HostName host) {
    return host.bucket() == null ? wire : wire.at("/" + host.bucket() + wire.path());
  }

  /**
   * As signatures are not verified, a web page in a browser of this machine could send a request
   * that is "presigned"; only S3, whose addresses are handed to browsers, takes those.
   */
  private void refuseForeignQueries(WireRequest wire, AwsService service) {
    boolean fromBrowser =
        wire.headers().containsKey("origin") || wire.headers().containsKey("sec-fetch-site");
    if (fromBrowser
        && service != s3()
        && !wire.headers().containsKey("authorization")
        && wire.query().containsKey("X-Amz-Credential")) {
      throw new AwsError(403, "AccessDenied", "Presigned requests from a browser reach S3 only");
    }
  }

  private AwsResponse call(AwsService service, AwsRequest request)
      throws HttpEndpoint.EndOfConnection {
    try {
      String operation = service.operation(request);
      calls.add(service.signingName(), operation);
      Faults.Kind fault = context.faults().take(service.signingName(), operation);
      if (fault != null) {
        FaultStrike.before(fault, service.signingName(), operation);
      }
      takeTime(context.pace().ofCall(service.signingName(), operation));
      AwsResponse response = service.handle(request);
      if (fault != null) {
        FaultStrike.after(fault);
      }
      return response;
    } catch (AwsError e) {
      return service.error(e, request);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, service.signingName() + " failed", e);
      return service.error(
          new AwsError(500, "InternalError", "The embedded AWS failed: " + e), request);
    }
  }

  private static void takeTime(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private AwsResponse unknown(AwsRequest request) {
    AwsError error =
        new AwsError(
            400,
            "UnsupportedOperation",
            "The embedded AWS has no service '"
                + request.service()
                + "'. It has "
                + String.join(", ", byName.keySet()));
    return request.header("x-amz-target") == null
        ? new QueryProtocol("").error(error, request.id())
        : JsonProtocol.version11("").error(error, request.id());
  }

  private static AwsResponse error(@Nullable AwsService service, AwsError error, String id) {
    return service == null ? new QueryProtocol("").error(error, id) : service.error(error, id);
  }

  private static AwsResponse withIds(AwsResponse response, String id) {
    return response.header("x-amzn-RequestId", id).header("x-amz-request-id", id);
  }
}
