/**
 * Strategies that learn a policy, which says how likely each answer to each decision is, from rewards: {@code reinforce} and
 * {@code ppo}. Their networks are a table of numbers or an LSTM, written here in plain Java; with {@link java.lang.StrictMath},
 * a search is the same to the bit on every JVM.
 */
@NullMarked
package io.lanista.strategy.policy;

import org.jspecify.annotations.NullMarked;
