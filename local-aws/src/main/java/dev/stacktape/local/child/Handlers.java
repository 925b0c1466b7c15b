package dev.stacktape.local.child;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns a handler's name into something to call, by the rules of <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/java-handler.html">AWS's Java handlers</a>:
 * {@code package.Class} or {@code package.Class::method}.
 */
final class Handlers {
  private Handlers() {}

  interface Handler {
    byte[] handle(InputStream event, Context context) throws Throwable;
  }

  private interface Reader {
    @Nullable Object read(InputStream in) throws IOException;
  }

  static Handler load(String name, ClassLoader loader) throws ReflectiveOperationException {
    int split = name.indexOf("::");
    String className = split < 0 ? name : name.substring(0, split);
    Class<?> type = classNamed(className, loader);
    Object target = type.getDeclaredConstructor().newInstance();
    String method = split < 0 ? "handleRequest" : name.substring(split + 2);
    if (method.equals("handleRequest") && target instanceof RequestStreamHandler handler) {
      return streaming(handler);
    }
    if (method.equals("handleRequest") && target instanceof RequestHandler<?, ?> handler) {
      return typed(handler);
    }
    return plain(target, method);
  }

  private static Class<?> classNamed(String name, ClassLoader loader)
      throws ClassNotFoundException {
    try {
      return Class.forName(name, true, loader);
    } catch (ClassNotFoundException e) {
      throw new ClassNotFoundException("Class not found: " + name, e);
    }
  }

  private static Handler streaming(RequestStreamHandler handler) {
    return (event, context) -> {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      handler.handleRequest(event, out, context);
      return out.toByteArray();
    };
  }

  @SuppressWarnings("unchecked")
  private static Handler typed(RequestHandler<?, ?> handler) {
    Reader reader = reader(argumentOf(handler.getClass()));
    RequestHandler<@Nullable Object, @Nullable Object> any =
        (RequestHandler<@Nullable Object, @Nullable Object>) handler;
    return (event, context) -> write(any.handleRequest(reader.read(event), context));
  }

  /** Of several methods of that name, AWS takes the one with the most parameters. */
  private static Handler plain(Object target, String name) throws NoSuchMethodException {
    Method method =
        Arrays.stream(target.getClass().getMethods())
            .filter(candidate -> candidate.getName().equals(name) && !candidate.isBridge())
            .max(Comparator.comparingInt(Method::getParameterCount))
            .orElseThrow(() -> new NoSuchMethodException(target.getClass().getName() + "." + name));
    Type[] types = method.getGenericParameterTypes();
    Reader reader =
        types.length == 0 || types[0] == Context.class || types[0] == InputStream.class
            ? in -> in
            : reader(types[0]);
    return (event, context) -> {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      Object[] arguments = new Object[types.length];
      for (int i = 0; i < types.length; i++) {
        arguments[i] =
            types[i] == Context.class
                ? context
                : types[i] == OutputStream.class ? out : reader.read(event);
      }
      try {
        Object answer = method.invoke(target, arguments);
        return method.getReturnType() == void.class ? out.toByteArray() : write(answer);
      } catch (InvocationTargetException e) {
        throw e.getCause() == null ? e : e.getCause();
      }
    };
  }

  private static Reader reader(Type type) {
    if (type instanceof Class<?> known
        && LambdaEventSerializers.isLambdaSupportedEvent(known.getName())) {
      PojoSerializer<?> events =
          LambdaEventSerializers.serializerFor(
              known, Thread.currentThread().getContextClassLoader());
      return events::fromJson;
    }
    PojoSerializer<Object> json = JacksonFactory.getInstance().getSerializer(type);
    return json::fromJson;
  }

  @SuppressWarnings("unchecked")
  private static byte[] write(@Nullable Object answer) {
    if (answer == null) {
      return "null".getBytes(StandardCharsets.UTF_8);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Class<Object> type = (Class<Object>) answer.getClass();
    PojoSerializer<Object> json =
        LambdaEventSerializers.isLambdaSupportedEvent(type.getName())
            ? LambdaEventSerializers.serializerFor(
                type, Thread.currentThread().getContextClassLoader())
            : JacksonFactory.getInstance().getSerializer(type);
    json.toJson(answer, out);
    return out.toByteArray();
  }

  /** The input type with which a class, or one that it extends, implements RequestHandler. */
  private static Type argumentOf(Class<?> type) {
    Type found = search(type, new HashMap<>());
    return found == null || found instanceof TypeVariable ? Object.class : found;
  }

  private static @Nullable Type search(Type type, Map<TypeVariable<?>, Type> known) {
    Class<?> raw;
    if (type instanceof ParameterizedType parameterized) {
      raw = (Class<?>) parameterized.getRawType();
      TypeVariable<?>[] names = raw.getTypeParameters();
      for (int i = 0; i < names.length; i++) {
        Type argument = parameterized.getActualTypeArguments()[i];
        known.put(names[i], known.getOrDefault(argument, argument));
      }
    } else if (type instanceof Class<?> plain) {
      raw = plain;
    } else {
      return null;
    }
    if (raw == RequestHandler.class) {
      return known.get(raw.getTypeParameters()[0]);
    }
    for (Type parent : raw.getGenericInterfaces()) {
      Type found = search(parent, known);
      if (found != null) {
        return found;
      }
    }
    return raw.getGenericSuperclass() == null ? null : search(raw.getGenericSuperclass(), known);
  }
}
