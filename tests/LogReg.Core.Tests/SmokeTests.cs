namespace LogReg.Tests;

public class SmokeTests
{
    [Fact]
    public void Message_WithHint_IsKept() => Assert.Equal("b", new LogRegException("a", "b").Hint);
}
