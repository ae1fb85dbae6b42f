namespace LogReg.Charts.Terminal;

/// <summary>The content of a terminal.</summary>
/// <param name="Width">How many columns.</param>
/// <param name="HasColor">Whether it has colours; without, curves are told apart by letters on them.</param>
/// <param name="IsAscii">Whether it has the characters of ASCII only, so that curves are rows of marks.</param>
internal sealed record TerminalStyle(int Width, bool HasColor, bool IsAscii);
