namespace LogReg.Cli.Commands;

/// <summary>What several processes do together, in the words of messages.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Verb">What whoever does it does.</param>
internal sealed record ProcessWork(string Name, string Verb)
{
    public static ProcessWork Training { get; } = new("training", "train");

    public static ProcessWork Checking { get; } = new("checking", "check");

    public static ProcessWork Prediction { get; } = new("predicting", "predict");

    public static ProcessWork Evaluation { get; } = new("evaluating", "evaluate");
}
