package dev.stacktape.build;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lambdas of all kinds, for {@link PlainLambdasTest}. */
public class Lambdas implements Callable<List<Object>> {
  private final String name;
  protected final List<Object> seen = new ArrayList<>();

  public Lambdas() {
    this("lambdas");
  }

  Lambdas(String name) {
    this.name = name;
  }

  @Override
  public List<Object> call() throws Exception {
    nothingCaptured();
    captured(7, 8L, 9.5, 'c', true, (byte) 1, (short) 2, 3.25f, new int[] {1, 2});
    converted();
    methodsOfObjects();
    nested();
    writtenAlike();
    left();
    return seen;
  }

  private void nothingCaptured() {
    Supplier<String> supplier = () -> "supplied";
    Function<String, Integer> length = text -> text.length();
    BiFunction<Integer, Integer, Integer> sum = (one, other) -> one + other;
    seen.add(supplier.get() + length.apply("four") + sum.apply(1, 2));
    Runnable none = () -> {};
    none.run();
  }

  private void captured(
      int i, long l, double d, char c, boolean z, byte b, short s, float f, int[] a) {
    Supplier<String> all = () -> name + i + l + d + c + z + b + s + f + a.length;
    seen.add(all.get());
    BiConsumer<Long, List<Object>> both = (number, list) -> list.add(number + l + i);
    both.accept(1L, seen);
  }

  private void converted() {
    ToLongFunction<Integer> widened = number -> number;
    LongSupplier length = "abc"::length;
    Function<Integer, Long> parsed = Lambdas::widened;
    IntFunction<Object> boxed = Integer::valueOf;
    Supplier<Object> number = this::number;
    Runnable ignored = this::longNumber;
    ignored.run();
    Comparator<String> order = String::compareTo;
    seen.add(
        List.of(
            widened.applyAsLong(3),
            length.getAsLong(),
            parsed.apply(4),
            boxed.apply(5),
            number.get(),
            order.compare("a", "b")));
    IntSupplier primitive = Integer.valueOf(12)::intValue;
    seen.add(primitive.getAsInt());
  }

  static long widened(long number) {
    return number + 1;
  }

  int number() {
    return 6;
  }

  long longNumber() {
    seen.add("called");
    return 1;
  }

  private void methodsOfObjects() {
    Function<String, String> upper = text -> text.toUpperCase(Locale.ROOT);
    Supplier<List<String>> made = ArrayList::new;
    Function<String, Lambdas> constructor = Lambdas::new;
    IntFunction<String[]> array = String[]::new;
    List<String> list = made.get();
    list.add(upper.apply("up") + constructor.apply("x").name + array.apply(3).length);
    seen.addAll(list);
    seen.add(
        Stream.of("b", "a", "c").collect(Collectors.toCollection(TreeSet::new)).stream().toList());
    seen.add(IntStream.range(0, 3).mapToObj(Integer::toString).collect(Collectors.joining(",")));
  }

  private void nested() {
    Function<Integer, Function<Integer, Supplier<String>>> curried =
        one -> other -> () -> name + (one + other);
    seen.add(curried.apply(1).apply(2).get());
  }

  private void writtenAlike() {
    Supplier<String> first = () -> "alike";
    Supplier<String> second = () -> "alike";
    seen.add(first.get() + second.get());
  }

  /** What is not replaced. */
  private void left() {
    Supplier<String> secret = this::secret;
    Supplier<String> parents = super::toString;
    Supplier<String> kept = (Supplier<String> & Serializable) () -> "kept";
    seen.add(secret.get() + (parents.get() != null) + kept.get() + (kept instanceof Serializable));
  }

  private String secret() {
    return "secret";
  }

  /** Numbers its lambdas as the class that it extends does. */
  static final class Extended extends Lambdas {
    @Override
    public List<Object> call() throws Exception {
      Supplier<Integer> size = () -> seen.size();
      Runnable more = () -> seen.add("more" + size.get());
      Supplier<Object> again = () -> seen.get(0);
      more.run();
      super.call();
      seen.add(again.get());
      return seen;
    }
  }
}
