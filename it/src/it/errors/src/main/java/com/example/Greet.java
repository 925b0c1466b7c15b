package com.example;

import java.util.Map;

public class Greet {
  public String handle(Map<String, Object> event) {
    return "Hello";
  }
}
