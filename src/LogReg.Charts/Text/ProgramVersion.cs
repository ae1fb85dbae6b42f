using System.Reflection;

namespace LogReg.Charts.Text;

/// <summary>The program's version.</summary>
internal static class ProgramVersion
{
    /// <summary>The version without what a build adds to it: 0.1.0.</summary>
    public static string Text { get; } =
        (typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split(
            '+')[0];
}
