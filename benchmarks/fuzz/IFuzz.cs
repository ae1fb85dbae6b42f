namespace LogReg.Fuzz;

/// <summary>One kind of file to damage.</summary>
internal interface IFuzz
{
    /// <summary>Makes a case, runs it, and counts what came of it.</summary>
    void Run(Random random, int number, Tally tally);
}
