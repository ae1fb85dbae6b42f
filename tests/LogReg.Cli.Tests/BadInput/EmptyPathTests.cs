namespace LogReg.Cli.Tests.BadInput;

/// <summary>An empty path, as a script has it whose variable is not set.</summary>
public sealed class EmptyPathTests
{
    [Theory]
    [InlineData("train")]
    [InlineData("check")]
    [InlineData("cache")]
    public void Command_EmptyData_IsWrongUse(string command) =>
        CommandRun.Of(command, "", "-o", "nothing.json").Fails(2, "", "");
}
