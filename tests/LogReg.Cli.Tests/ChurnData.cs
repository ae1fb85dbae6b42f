namespace LogReg.Cli.Tests;

/// <summary>The customers of churn.csv, older and newer ones.</summary>
internal static class ChurnData
{
    /// <summary>Writes the customers who signed up before 2024 to old.csv, the others to new.csv.</summary>
    public static (string Old, string New) Write(TestFolder folder)
    {
        string[] lines = File.ReadAllLines(TestFolder.Data("churn.csv"));
        string Part(string name, Func<string, bool> isTaken) => folder.Write(
            name, string.Join('\n', lines.Skip(1).Where(line => isTaken(line.Split(',')[1])).Prepend(lines[0])) + "\n");
        return (
            Part("old.csv", day => string.CompareOrdinal(day, "2024") < 0),
            Part("new.csv", day => string.CompareOrdinal(day, "2024") >= 0));
    }
}
