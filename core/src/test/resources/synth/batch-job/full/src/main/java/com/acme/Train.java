package com.acme;

public class Train {
  public static void main(String[] args) {}
}
