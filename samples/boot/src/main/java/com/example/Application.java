package com.example;

import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.watch.RunHandle;
import java.nio.file.Path;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * A service that searches, see {@link Searches}. With an experiment file as its argument it searches for the best arguments of a
 * function and for that experiment's network instead, and ends.
 */
@SpringBootApplication
public class Application {
    public static void main(String[] arguments) {
        ConfigurableApplicationContext application = SpringApplication.run(Application.class, arguments);
        if (application.getBean(org.springframework.boot.ApplicationArguments.class).getNonOptionArgs().size() > 0) {
            application.close();
        }
    }

    @Bean
    CommandLineRunner search(NasRuntime nas) {
        return arguments -> {
            if (arguments.length == 0 || arguments[0].startsWith("--")) {
                return;
            }
            System.out.println("Study: "
                    + nas.study("parabola").real("x", -10, 10).minimize(20, at -> Math.pow(at.real("x") - 2, 2)).best());
            try (RunHandle run = nas.submit(nas.experiment(Path.of(arguments[0])).build())) {
                System.out.println("Network: " + run.await().best().orElseThrow().score().value() + " in " + run.folder());
            }
        };
    }
}
