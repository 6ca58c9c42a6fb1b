package dev.bosphorus.adapter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bosphorus.adapter.config.InstanceFactory.Managed;
import jakarta.websocket.server.ServerEndpointConfig.Configurator;
import org.junit.jupiter.api.Test;

class EndpointInstancesTest {

    public static class Fine {
    }

    public static class Silent extends Configurator {
    }

    /** Makes instances itself. */
    public static class Own extends Configurator {
        @Override
        public <T> T getEndpointInstance(Class<T> type) {
            return type.cast(new Fine());
        }
    }

    /** Has the platform make instances. */
    public static class Passing extends Configurator {
        @Override
        public <T> T getEndpointInstance(Class<T> type) throws InstantiationException {
            return super.getEndpointInstance(type);
        }
    }

    /** Has the platform make an instance, and gives another. */
    public static class Confused extends Configurator {
        @Override
        @SuppressWarnings("unchecked") // It is wrong, which is the point.
        public <T> T getEndpointInstance(Class<T> type) throws InstantiationException {
            super.getEndpointInstance(Fine.class);
            return (T) "no endpoint";
        }
    }

    private final CountingFactory factory = new CountingFactory();

    private EndpointInstances instances(Configurator configurator) {
        return new EndpointInstances(Fine.class, configurator, factory);
    }

    @Test
    void thePlatformMakesThemUnlessTheConfiguratorDoes() throws InstantiationException {
        Managed<?> instance = instances(new Silent()).next();
        assertThat(factory.made).containsExactly(instance.instance());
        instance.close();
        assertThat(factory.ended).containsExactly(instance.instance());
    }

    @Test
    void whatTheConfiguratorMakesIsItsOwnToEnd() throws InstantiationException {
        Managed<?> instance = instances(new Own()).next();
        instance.close();
        assertThat(instance.instance()).isInstanceOf(Fine.class);
        assertThat(factory.made).isEmpty();
    }

    @Test
    void whatTheConfiguratorHasThePlatformMakeIsThePlatformsToEnd() throws InstantiationException {
        Managed<?> instance = instances(new Passing()).next();
        assertThat(factory.made).containsExactly(instance.instance());
        assertThat(factory.ended).isEmpty();
        instance.close();
        assertThat(factory.ended).containsExactly(instance.instance());
    }

    @Test
    void outsideAHandshakeTheDefaultConfiguratorMakesThemAsWell() throws InstantiationException {
        instances(new Passing()).next();
        assertThat(new Passing().getEndpointInstance(Fine.class)).isInstanceOf(Fine.class);
        assertThat(factory.made).as("not on behalf of that handshake").hasSize(1);
    }

    @Test
    void anInstanceOfAnotherClassIsRefusedAndWhatWasMadeEnded() {
        assertThatThrownBy(() -> instances(new Confused()).next()).isInstanceOf(InstantiationException.class)
                .hasMessage("the configurator gave no endpoint for an instance of " + Fine.class.getName());
        assertThat(factory.ended).hasSize(1).isEqualTo(factory.made);
    }

    @Test
    void whoDoesNotOverrideTheMethodMakesNoInstances() {
        assertThat(EndpointInstances.areMadeBy(new Configurator())).isFalse();
        assertThat(EndpointInstances.areMadeBy(new DefaultConfigurator())).isFalse();
        assertThat(EndpointInstances.areMadeBy(new Silent())).isFalse();
        assertThat(EndpointInstances.areMadeBy(new Own())).isTrue();
    }
}
