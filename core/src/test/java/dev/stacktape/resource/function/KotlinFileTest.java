package dev.stacktape.resource.function;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KotlinFileTest {
  private static String className(String text, @Nullable String method) {
    return new KotlinFile("saveOrder", text).className(method);
  }

  @Test
  void functionsOutsideOfClassesAreInTheClassOfTheFile() {
    assertThat(className("package com.acme.`in`\n\nfun handle(o: String) = o\n", "handle"))
        .isEqualTo("com.acme.in.SaveOrderKt");
    assertThat(className("suspend fun <T> handle(o: T) = o\n", "handle")).isEqualTo("SaveOrderKt");
  }

  @Test
  void theClassOfTheFileMayHaveAnotherName() {
    assertThat(className("@file:JvmName(\"Orders\")\npackage a\nfun handle() = 1\n", "handle"))
        .isEqualTo("a.Orders");
  }

  @Test
  void aClassThatIsCalledLikeTheFileIsMeant() {
    String text = "package a\n\ninternal class saveOrder : Handler {\n  fun handle() = 1\n}\n";

    assertThat(className(text, null)).isEqualTo("a.saveOrder");
    assertThat(className(text, "handle")).isEqualTo("a.saveOrder");
    assertThat(className(text + "fun other() = 1\n", "other")).isEqualTo("a.SaveOrderKt");
  }
}
