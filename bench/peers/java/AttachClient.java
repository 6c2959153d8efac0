// AttachClient.java: attaches to each virtual machine whose PID comes by standard input, a line each, and prints how many
// milliseconds it took until the first reply, its system properties.
import com.sun.tools.attach.VirtualMachine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

public final class AttachClient {
    public static void main(String[] arguments) throws Exception {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in));
        for (String pid = input.readLine(); pid != null; pid = input.readLine()) {
            long begun = System.nanoTime();
            VirtualMachine machine = VirtualMachine.attach(pid);
            String main = machine.getSystemProperties().getProperty("sun.java.command");
            System.out.println((System.nanoTime() - begun) / 1e6);
            machine.detach();
            if (!"AttachTarget".equals(main)) throw new IOException("attached to " + main);
        }
    }
}
