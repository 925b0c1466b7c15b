package dev.stacktape.resource.function;

import dev.stacktape.config.ConfigValue;

/** What a function runs on. */
public enum LambdaRuntime {
  @ConfigValue("dotnet6")
  DOTNET6,
  @ConfigValue("dotnet7")
  DOTNET7,
  @ConfigValue("dotnet8")
  DOTNET8,
  @ConfigValue("dotnet10")
  DOTNET10,
  @ConfigValue("java8")
  JAVA8,
  @ConfigValue("java8.al2")
  JAVA8_AL2,
  @ConfigValue("java11")
  JAVA11,
  @ConfigValue("java17")
  JAVA17,
  @ConfigValue("java21")
  JAVA21,
  @ConfigValue("java25")
  JAVA25,
  @ConfigValue("nodejs18.x")
  NODEJS18_X,
  @ConfigValue("nodejs20.x")
  NODEJS20_X,
  @ConfigValue("nodejs22.x")
  NODEJS22_X,
  @ConfigValue("nodejs24.x")
  NODEJS24_X,
  @ConfigValue("provided.al2")
  PROVIDED_AL2,
  @ConfigValue("provided.al2023")
  PROVIDED_AL2023,
  @ConfigValue("python3.8")
  PYTHON3_8,
  @ConfigValue("python3.9")
  PYTHON3_9,
  @ConfigValue("python3.10")
  PYTHON3_10,
  @ConfigValue("python3.11")
  PYTHON3_11,
  @ConfigValue("python3.12")
  PYTHON3_12,
  @ConfigValue("python3.13")
  PYTHON3_13,
  @ConfigValue("python3.14")
  PYTHON3_14,
  @ConfigValue("ruby3.3")
  RUBY3_3,
  @ConfigValue("ruby3.4")
  RUBY3_4
}
