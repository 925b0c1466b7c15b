package dev.stacktape.local.child;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a handler is told about its invocation, from the headers of the Runtime API. */
record InvocationContext(String requestId, long deadlineMillis, String functionArn, String traceId)
    implements Context {

  static InvocationContext of(HttpURLConnection answer) {
    return new InvocationContext(
        header(answer, "Lambda-Runtime-Aws-Request-Id"),
        answer.getHeaderFieldLong("Lambda-Runtime-Deadline-Ms", Long.MAX_VALUE),
        header(answer, "Lambda-Runtime-Invoked-Function-Arn"),
        header(answer, "Lambda-Runtime-Trace-Id"));
  }

  @Override
  public String getAwsRequestId() {
    return requestId;
  }

  @Override
  public String getLogGroupName() {
    return variable("AWS_LAMBDA_LOG_GROUP_NAME");
  }

  @Override
  public String getLogStreamName() {
    return variable("AWS_LAMBDA_LOG_STREAM_NAME");
  }

  @Override
  public String getFunctionName() {
    return variable("AWS_LAMBDA_FUNCTION_NAME");
  }

  @Override
  public String getFunctionVersion() {
    return variable("AWS_LAMBDA_FUNCTION_VERSION");
  }

  @Override
  public String getInvokedFunctionArn() {
    return functionArn;
  }

  @Override
  public @Nullable CognitoIdentity getIdentity() {
    return null;
  }

  @Override
  public @Nullable ClientContext getClientContext() {
    return null;
  }

  @Override
  public int getRemainingTimeInMillis() {
    long left = deadlineMillis - System.currentTimeMillis();
    return (int) Math.max(0, Math.min(Integer.MAX_VALUE, left));
  }

  @Override
  public int getMemoryLimitInMB() {
    return Integer.parseInt(variable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"));
  }

  @Override
  public String getXrayTraceId() {
    return traceId;
  }

  @Override
  public LambdaLogger getLogger() {
    return new LambdaLogger() {
      @Override
      public void log(String message) {
        log(message.getBytes(StandardCharsets.UTF_8));
      }

      @Override
      public void log(byte[] message) {
        System.out.write(message, 0, message.length);
        if (message.length == 0 || message[message.length - 1] != '\n') {
          System.out.write('\n');
        }
        System.out.flush();
      }
    };
  }

  private static String header(HttpURLConnection answer, String name) {
    String value = answer.getHeaderField(name);
    return value == null ? "" : value;
  }

  private static String variable(String name) {
    String value = System.getenv(name);
    return value == null ? "" : value;
  }
}
