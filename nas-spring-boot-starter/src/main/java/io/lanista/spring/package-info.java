/** Lanista in Spring Boot: a runtime as a bean, with properties, health and metrics. */
@NullMarked
package io.lanista.spring;

import org.jspecify.annotations.NullMarked;
