package com.acme;

class Bill {}
