package com.example;

public class Greeting {
  public static String to(Object name) {
    return "Hello " + name;
  }
}
